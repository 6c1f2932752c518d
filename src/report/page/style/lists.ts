/** Lists and the footer. */
export const LISTS = `
dl:not(.tiles) { margin-top: .875rem; font-size: .9375rem; }
dl:not(.tiles) > div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .4375rem 0; border-top: 1px solid var(--rule); }
dl:not(.tiles) dt { flex: 1 1 12rem; color: var(--quiet); }
dl:not(.tiles) dd { flex: 1 1 12rem; }
.prose { margin-top: .625rem; padding-left: 1.125rem; font-size: .9375rem; }
.prose li { margin-top: .5rem; }
footer { margin-top: 1.75rem; font-size: .8125rem; line-height: 1.6; color: var(--quiet); }
`;
