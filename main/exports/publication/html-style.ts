import type { Face } from './fonts.ts'
import { FONT, PALETTE, TONES } from './palette.ts'

/** The regular and the bold face, in the file itself; a browser slants them where it must. */
export function fontFaces({ regular, bold }: Record<Face, Buffer>): string {
  const face = (weight: number, data: Buffer) =>
    `@font-face{font-family:"${FONT}";font-weight:${weight};font-display:swap;src:url(data:font/ttf;base64,${data.toString('base64')}) format("truetype")}`
  return `${face(400, regular)}\n${face(700, bold)}`
}

const TONE_RULES = Object.entries(TONES)
  .map(([tone, { edge, paper }]) => `.callout.${tone}{border-color:#${edge};background:#${paper}}`)
  .join('\n')

export const STYLE = `
:root{
  color-scheme:light dark;
  --ink:#${PALETTE.ink};--quiet:#${PALETTE.quiet};--link:#${PALETTE.blue};--heading:#${PALETTE.darkBlue};
  --paper:#${PALETTE.paper};--band:#${PALETTE.band};--head:#${PALETTE.head};--line:#${PALETTE.line};
}
*{box-sizing:border-box}
html{font:100%/1.6 "${FONT}","Segoe UI",system-ui,sans-serif;color:var(--ink);background:var(--paper)}
body{max-width:50rem;margin:0 auto;padding:2.5rem 1.25rem 4rem;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid #ffeb3b;box-shadow:0 0 0 5px #212b32;outline-offset:0}
main:focus{outline:none}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper)}
header{border-bottom:4px solid var(--link);padding-bottom:1rem;margin-bottom:2rem}
h1,h2,h3,h4,h5{color:var(--heading);line-height:1.25;margin:2em 0 .5em;text-wrap:balance}
h1{font-size:2.25rem;margin:0 0 .4em}
h2{font-size:1.6rem}
h3{font-size:1.25rem}
h4{font-size:1.08rem}
h5{font-size:1rem;color:var(--ink)}
p,ul,ol,dl{margin:0 0 1em}
li{margin:.25em 0}
li>ul,li>ol{margin-bottom:0}
.subtitle{font-size:1.25rem;margin-bottom:.5em}
.byline{color:var(--quiet);margin:0}
.status{margin:.75rem 0 0;font-weight:700}
.every-page{margin:0 0 1rem;padding:.4rem 1rem;background:#fff2cc;color:#212b32;border:2px solid #8a5a00;font-weight:700}
.summary{background:var(--band);padding:1rem 1.25rem .25rem;margin-bottom:2rem;border-radius:4px}
.summary h2{margin-top:0;font-size:1.25rem}
.contents{margin:0 0 2rem}
.contents>p{font-weight:700;color:var(--heading);font-size:1.25rem;margin-bottom:.25em}
.contents ul{list-style:none;padding:0;margin:0}
.contents ul ul{padding-left:1.5rem}
.scroll{overflow-x:auto;margin:0 0 1em}
table{border-collapse:collapse;width:100%;font-size:.94rem;line-height:1.45}
caption{text-align:left;padding:0 0 .5em}
th,td{text-align:left;vertical-align:top;padding:.45em .6em;border-bottom:1px solid var(--line)}
thead th{background:var(--head);border-bottom:2px solid var(--link);vertical-align:bottom}
tbody tr:nth-child(even){background:var(--band)}
.centre{text-align:center}
.end{text-align:right;font-variant-numeric:tabular-nums}
.handwritten td,.handwritten tbody th{height:3.5em}
.table-note{font-size:.88rem;color:var(--quiet);margin:-.5em 0 1em}
figure{margin:0 0 1.5em}
figure>.scroll{margin:0}
figure img{display:block;max-width:100%;height:auto;background:#fff;border-radius:4px}
figcaption{margin:.5em 0}
summary{cursor:pointer;color:var(--link)}
.callout{border-left:6px solid;padding:.75rem 1.25rem .01rem;margin:0 0 1.25em;color:#${PALETTE.ink};border-radius:0 4px 4px 0}
.callout a{color:#${PALETTE.blue}}
.callout-title{font-weight:700;margin-bottom:.25em}
${TONE_RULES}
dt{font-weight:700}
dd{margin:0 0 .75em 1.5rem}
blockquote{margin:0 0 1em;padding:.1rem 0 .1rem 1.25rem;border-left:4px solid var(--line)}
blockquote p{margin-bottom:.25em}
.by{color:var(--quiet)}
code{font-family:ui-monospace,Consolas,monospace;font-size:.92em;background:var(--head);padding:.1em .3em;border-radius:3px}
hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
sup{line-height:0}
.mark{margin-left:.15em;font-size:.62em}
.mark a{text-decoration:none}
.mark a:hover,.mark a:focus-visible{text-decoration:underline}
.notes{border-top:1px solid var(--line);margin-top:3rem;font-size:.92rem}
.notes h2{font-size:1.1rem;margin-top:1rem}
.references{padding-left:2rem}
@media (prefers-color-scheme:dark){
  :root{--ink:#e8edee;--quiet:#aeb7bd;--link:#8cc2ff;--heading:#cfe4ff;--paper:#16202a;--band:#1e2933;--head:#283541;--line:#43525f}
}
@media screen{
  .end{min-width:6.75em}
  table:has(tr>:nth-child(4)){min-width:30rem}
  table:has(tr>:nth-child(8)){min-width:48rem}
}
@media print{
  @page{size:A4;margin:20mm 18mm}
  :root{color-scheme:light;--ink:#${PALETTE.ink};--quiet:#${PALETTE.quiet};--link:#${PALETTE.blue};--heading:#${PALETTE.darkBlue};--paper:#fff;--band:#${PALETTE.band};--head:#${PALETTE.head};--line:#${PALETTE.line}}
  html{font-size:10.5pt}
  body{max-width:none;padding:0}
  .skip{display:none}
  .scroll{overflow:visible}
  h1,h2,h3,h4,h5,caption{break-after:avoid}
  tr,figure>.scroll,.callout{break-inside:avoid}
  figure>.scroll{break-after:avoid}
  thead{display:table-header-group}
  .page-break{break-after:page}
  details::details-content{content-visibility:visible;block-size:auto}
}
`
