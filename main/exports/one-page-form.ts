import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { INVENTED_SIGN } from '../../domain/publication/invented.ts'
import { resourcesDir } from '../record/resources.ts'
import { escapeHtml } from './publication/html-inline.ts'

/**
 * A form as one page in one file, for people who do not have Accord. It works from a disk, may not
 * reach any network, and saves what was answered as a file that somebody takes in.
 */

interface OnePageForm {
  heading: string
  /** Files of `resources/forms`, in the order in which they count. */
  styles: readonly string[]
  scripts: readonly string[]
  /** What stands in the page, as HTML. */
  body: string
  /** Whether it tells of the example, and says so. */
  invented?: boolean
}

export function onePageForm({ heading, styles, scripts, body, invented }: OnePageForm): string {
  const looks = styles.map(part)
  const does = scripts.map(part)
  const sign = invented ? `${INVENTED_SIGN}: ` : ''
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">${invented ? `\n<meta name="data" content="${INVENTED_SIGN}">` : ''}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${digests(looks)}; script-src ${digests(does)}; base-uri 'none'; form-action 'none'">
<title>${sign}${escapeHtml(heading)}</title>
${looks.map((style) => `<style>${style}</style>`).join('\n')}
</head>
<body>
<main>
<h1>${escapeHtml(heading)}</h1>
${body}
</main>
${does.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`
}

function part(file: string): string {
  return readFileSync(join(resourcesDir(), 'forms', file), 'utf8')
}

function digests(contents: readonly string[]): string {
  return contents
    .map((content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
    .join(' ')
}
