/** Takes markup, citations and ticks out of a wording. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const TICK = /[✅✓✔☑🗸]|\[x\]/iu

const CITATION_MARKUP = new RegExp(
  [
    '\\s*\\^\\{([^{}]{0,200})\\}',
    '\\s*\\^([\\d][\\d ,;–-]{0,120})\\^',
    `\\s*([${SUPERSCRIPTS}]+(?:[ ,˒–-]{1,2}[${SUPERSCRIPTS}]+)*)`,
  ].join('|'),
  'g',
)
/** Superscripts that an extraction let fall to the line: `health.46 140`, `concise181, with`. */
const FALLEN_AT_END = /(?<![/=]\S*)(?<=[a-z.,;:)”’"])(?<!core|covid)(\d{1,3}(?: \d{1,3}){0,9})$/i
const FALLEN_INSIDE = /(?<![/=]\S*)(?<=[a-z]{3})(?<!core|covid)(\d{2,3})(?=[\s,.;:)]|$)/g

/** Markup that says nothing about structure, made plain: escapes, tags, bold. */
export function plain(text: string): string {
  return text
    .replace(/<sup>([^<]{0,200})<\/sup>/gi, '^{$1}')
    .replace(/<\/?(?:b|strong|i|em|u|span|p|br|li|ul|ol)\b[^<>]{0,200}>/gi, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!>~|"'^])/g, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/(?<=\s)--(?=\s)/g, '–')
    .replace(/\s+/g, ' ')
    .trim()
}

export function isTicked(text: string): boolean {
  return TICK.test(text)
}

export function withoutTicks(text: string): string {
  return text.replace(new RegExp(TICK, 'giu'), '')
}

/** Parts the numbers of cited works from the wording that carries them. */
export function takeCitations(text: string): { wording: string; citations: string[] } {
  const citations: string[] = []
  const keep = (found: string): string => {
    citations.push(...found.split(/[\s,;˒]+/).filter(Boolean))
    return ''
  }
  const wording = plain(text)
    .replace(CITATION_MARKUP, (_, braces?: string, carets?: string, raised?: string) =>
      keep(braces ?? carets ?? lower(raised ?? '')),
    )
    .replace(FALLEN_INSIDE, keep)
    .replace(FALLEN_AT_END, keep)
  return { wording: tidy(wording), citations: [...new Set(citations)] }
}

function lower(raised: string): string {
  return [...raised].map((c) => (SUPERSCRIPTS.includes(c) ? SUPERSCRIPTS.indexOf(c) : c)).join('')
}

function tidy(text: string): string {
  return text
    .replace(/(^|[\s(“"])\*(?=\S)|(?<=\S)\*(?=[\s).,;:”"]|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:)])(?=\s|$)/g, '$1')
    .trim()
}
