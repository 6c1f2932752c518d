/** How GitHub's pages look, as far as a job summary needs it. */
export const HTML_STYLE = `
  body { margin: 0; font: 16px/1.5 "Liberation Sans", Arial, sans-serif; color: #1f2328; background: #fff }
  main { padding: 24px 32px }
  h2, h3 { margin: 20px 0 12px; padding-bottom: 6px; border-bottom: 1px solid #d1d9e0; font-size: 22px }
  h2:first-child { margin-top: 0 } h3 { border: 0; padding: 0; font-size: 18px }
  table { border-collapse: collapse; margin: 0 0 14px } th, td { border: 1px solid #d1d9e0; padding: 5px 12px; text-align: left }
  tr:nth-child(odd) td { background: #f6f8fa } .right { text-align: right }
  i { border-radius: 3px; padding: 0 4px; color: #fff; font-style: normal; font-weight: bold }
  .done { background: #1a7f37 } .warning { background: #bf8700 } .note { background: #0969da }
  a { color: #0969da } code { background: #eff1f3; border-radius: 4px; padding: 2px 5px; font-size: 85% }
`;
