import { notesHtml } from '../../../exports/publication/html.ts'
import { blockHtml } from '../../../exports/publication/html-blocks.ts'
import { escapeHtml, textHtml } from '../../../exports/publication/html-inline.ts'
import { SEARCH_PAGE, type SitePage } from './pages.ts'

/** A page of the site as HTML: no script but for the search, nothing from elsewhere. */
export function pageHtml(page: SitePage, pages: readonly SitePage[], report: string): string {
  const { finished, title, level, after = '', isEasy = false } = page
  const heading = level === 0 ? report : title
  const name = level === 0 ? report : `${title} – ${report}`
  return `<!doctype html>
<html lang="${escapeHtml(finished.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Accord">
<title>${escapeHtml(name)}</title>
<link rel="stylesheet" href="assets/style.css">
</head>
<body${isEasy ? ' class="easy-read"' : ''}>
<a class="skip" href="#_content">Skip to the text</a>
<a class="skip" href="#_contents">Skip to the contents</a>
${bar(report, page)}
<div class="columns">
<main id="_content" tabindex="-1">
<h1>${textHtml(heading)}</h1>
${finished.blocks.map(blockHtml).join('\n')}
${after}
${finished.notes.length > 0 ? notesHtml(finished.notes) : ''}
${turn(page, pages)}
</main>
${contents(page, pages)}
</div>
<footer class="site-foot"><p>Made with Accord from the record as it stood on ${escapeHtml(finished.date)}.</p></footer>
</body>
</html>
`
}

function bar(report: string, { level }: SitePage): string {
  const home = level === 0 ? '' : `<a href="index.html">${textHtml(report)}</a>`
  return `<header class="bar">
<div>${home} <a class="to-contents" href="#_contents">Contents</a></div>
<form role="search" action="${SEARCH_PAGE}" method="get">
<label for="_q">Search the report</label>
<input type="search" id="_q" name="q" autocomplete="off">
<button type="submit">Search</button>
</form>
</header>`
}

const PARTS = { chapters: 'Chapters', annexes: 'Annexes', more: 'More' } as const

function contents(page: SitePage, pages: readonly SitePage[]): string {
  const lists = Object.entries(PARTS).map(([part, words]) => {
    const items: string[] = []
    for (const each of pages.filter((one) => one.part === part)) {
      const item = `<li>${linkTo(each, page)}</li>`
      if (each.level === 2 && items.length > 0) items.push(withUnder(items.pop() ?? '', item))
      else items.push(item)
    }
    return `<p>${words}</p>\n<ul>\n${items.join('\n')}\n</ul>`
  })
  return `<nav class="site-nav" id="_contents" tabindex="-1" aria-label="Contents">\n${lists.join('\n')}\n</nav>`
}

/** The item of a chapter with one more below it. */
function withUnder(chapter: string, item: string): string {
  return chapter.endsWith('</ul></li>')
    ? `${chapter.slice(0, -'</ul></li>'.length)}${item}</ul></li>`
    : `${chapter.slice(0, -'</li>'.length)}<ul>${item}</ul></li>`
}

function linkTo(to: SitePage, from: SitePage): string {
  const current = to === from ? ' aria-current="page"' : ''
  return `<a href="${to.file}"${current}>${textHtml(to.title)}</a>`
}

/** Links to the pages before and after. */
function turn(page: SitePage, pages: readonly SitePage[]): string {
  const index = pages.indexOf(page)
  const [before, next] = [pages[index - 1], pages[index + 1]]
  const link = (to: SitePage | undefined, words: string) =>
    to ? `<a href="${to.file}">${words}: ${textHtml(to.title)}</a>` : ''
  return `<nav class="turn" aria-label="Pages before and after">${link(before, 'Before')} ${link(next, 'Next')}</nav>`
}
