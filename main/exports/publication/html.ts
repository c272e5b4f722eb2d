import type { Finished, Run } from '../../../domain/publication/finished.ts'
import { fontData } from './fonts.ts'
import { byline, SUMMARY_TITLE } from './front.ts'
import { blockHtml } from './html-blocks.ts'
import { escapeHtml, inlineHtml, noteId, noteMarkId, textHtml } from './html-inline.ts'
import { fontFaces, STYLE } from './html-style.ts'

/** One file that needs no other: accessible, without scripts, fit to print. */
export async function renderHtml(finished: Finished): Promise<string> {
  const { title, language, everyPage, summary, blocks, notes } = finished
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${properties(finished)}
<style>
${fontFaces(await fontData())}
${STYLE}${everyPage ? `\n@page{@top-center{content:${cssString(everyPage)};font-weight:700}}` : ''}
</style>
</head>
<body>
<a class="skip" href="#_content">Skip to the document</a>
${everyPage ? `<aside class="every-page" aria-label="About this data">${textHtml(everyPage)}</aside>\n` : ''}${front(finished)}
<main id="_content" tabindex="-1">
${summary.length > 0 ? `<section class="summary" aria-labelledby="_summary">\n<h2 id="_summary">${SUMMARY_TITLE}</h2>\n${summary.map(blockHtml).join('\n')}\n</section>` : ''}
${blocks.map(blockHtml).join('\n')}
${notes.length > 0 ? notesHtml(notes) : ''}
</main>
</body>
</html>
`
}

/** Letters and spaces as they are, all else by its number. */
function cssString(words: string): string {
  const safe = words.replace(/[^\p{L}\p{N} ]/gu, (c) => `\\${c.codePointAt(0)!.toString(16)} `)
  return `"${safe}"`
}

function properties({ authors, organisations, meta }: Finished): string {
  const named: [string, string][] = [
    ['author', [...authors, ...organisations].join(', ')],
    ['description', meta.subject ?? ''],
    ['keywords', (meta.keywords ?? []).join(', ')],
    ['generator', 'Accord'],
  ]
  return named
    .filter(([, content]) => content !== '')
    .map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content)}">`)
    .join('\n')
}

function front(finished: Finished): string {
  const { title, subtitle, status } = finished
  return [
    '<header>',
    `<h1>${textHtml(title)}</h1>`,
    subtitle ? `<p class="subtitle">${textHtml(subtitle)}</p>` : '',
    `<p class="byline">${textHtml(byline(finished))}</p>`,
    status ? `<p class="status">${textHtml(status)}</p>` : '',
    '</header>',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

export function notesHtml(notes: readonly Run[][]): string {
  const items = notes.map((runs, index) => {
    const number = index + 1
    const back = `<a href="#${noteMarkId(number)}" aria-label="Back to note ${number} in the text">↩</a>`
    return `<li id="${noteId(number)}">${inlineHtml(runs)} ${back}</li>`
  })
  return `<section class="notes" role="doc-endnotes" aria-labelledby="_notes">\n<h2 id="_notes">Notes</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>`
}
