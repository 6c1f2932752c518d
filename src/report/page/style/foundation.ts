/** Colours, for light and dark, letters, and where sections stand. */
export const FOUNDATION = `
:root {
  color-scheme: light dark;
  --paper: #f6f6f3; --surface: #fff; --ink: #1d2129; --quiet: #5a6270; --rule: #e4e5e1; --axis: #b9bdc4;
  --link: #1f5fa8; --focus: #1f5fa8;
  --launches: #2f6fb7; --open: #9dbde0; --users: #0b7f71; --returning: #0b7f71; --new: #dd8a1c;
  --gap: rgb(196 84 34 / 22%); --gap-ink: #a3420f; --spot: rgb(29 33 41 / 6%);
  --heat0: #eef0f2; --heat1: #cfe0f3; --heat2: #9fc3e8; --heat3: #639bd3; --heat4: #2f6fb7; --heat5: #163f73;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --surface: #1c2027; --ink: #e8eaee; --quiet: #a3abb8; --rule: #2d333d; --axis: #525b69;
    --link: #8fc0f5; --focus: #8fc0f5;
    --launches: #5f9fe3; --open: #34557c; --users: #3dbfab; --returning: #2ea594; --new: #efae57;
    --gap: rgb(240 134 84 / 30%); --gap-ink: #f3a27c; --spot: rgb(232 234 238 / 8%);
    --heat0: #262b34; --heat1: #1d3a5c; --heat2: #265a92; --heat3: #3f80c6; --heat4: #77b0ec; --heat5: #c4def9;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 2rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
h1, h2, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 2.25rem; line-height: 1.15; font-weight: 650; letter-spacing: -.022em; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.3; font-weight: 650; letter-spacing: -.008em; }
small { display: block; font-size: .8125rem; color: var(--quiet); font-weight: 400; }
code { font: .9em ui-monospace, "Cascadia Mono", Consolas, Menlo, monospace; overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
bdi { overflow-wrap: anywhere; }
.quiet, .lead { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--surface); padding: .5rem .75rem; border-radius: 6px; }
.skip:focus { top: .75rem; }

header { margin-bottom: 1.75rem; }
header > p { max-width: 54rem; margin-top: .625rem; font-size: 1.0625rem; color: var(--quiet); }
header > .state { font-size: .9375rem; color: var(--ink); padding-left: 1.375rem; position: relative; }
.state::before {
  content: ""; position: absolute; left: .125rem; top: .4375rem; width: .625rem; height: .625rem;
  border-radius: 50%; background: var(--users);
}
.state.holes::before { border-radius: 2px; background: var(--gap-ink); transform: rotate(45deg); }

main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
section, .tile { background: var(--surface); border: 1px solid var(--rule); border-radius: 12px; min-width: 0; }
section { padding: 1.25rem 1.375rem 1.375rem; }
section > .lead { margin-top: .25rem; font-size: .9375rem; max-width: 58rem; text-wrap: pretty; }
.tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem; }
.tile { padding: 1rem 1.375rem 1.125rem; }
.tile dt { font-size: .875rem; color: var(--quiet); }
.tile b { display: block; font-size: 2.125rem; line-height: 1.2; font-weight: 650; letter-spacing: -.025em; }
.tile span { font-size: .8125rem; line-height: 1.4; color: var(--quiet); display: block; margin-top: .125rem; }
`;
