import { attribute, tokens } from './report-docx-xml.ts'

interface Level {
  format: string
  start: number
}

/** Counts list items as Word does: per list definition and level, starting over below a new parent. */
export class Labels {
  readonly #abstract = new Map<string, Map<string, Level>>()
  readonly #lists = new Map<string, { abstract: string; starts: Map<string, number> }>()
  readonly #styles = new Map<string, { num?: string; level?: string }>()
  readonly #counts = new Map<string, number[]>()
  readonly #begun = new Set<string>()

  constructor(numbering: string, styles: string) {
    this.#readNumbering(numbering)
    let style = ''
    for (const { open, attributes } of tokens(styles)) {
      const value = attribute(attributes, 'val')
      if (open === 'style') style = attribute(attributes, 'styleId') ?? ''
      else if (open === 'numId' && value) this.#style(style).num = value
      else if (open === 'ilvl' && value) this.#style(style).level = value
    }
  }

  #style(id: string): { num?: string; level?: string } {
    const style = this.#styles.get(id) ?? {}
    this.#styles.set(id, style)
    return style
  }

  #readNumbering(xml: string): void {
    let abstract = ''
    let list = ''
    let level = ''
    for (const { open, attributes } of tokens(xml)) {
      const value = attribute(attributes, 'val') ?? ''
      if (open === 'abstractNum') {
        abstract = attribute(attributes, 'abstractNumId') ?? ''
        this.#abstract.set(abstract, new Map())
      } else if (open === 'num') {
        list = attribute(attributes, 'numId') ?? ''
        abstract = ''
      } else if (open === 'abstractNumId')
        this.#lists.set(list, { abstract: value, starts: new Map() })
      else if (open === 'lvl' || open === 'lvlOverride') {
        level = attribute(attributes, 'ilvl') ?? '0'
        if (abstract) this.#abstract.get(abstract)?.set(level, { format: 'decimal', start: 1 })
      } else if (open === 'startOverride') this.#lists.get(list)?.starts.set(level, Number(value))
      else if (open === 'numFmt') this.#set(abstract, level, { format: value })
      else if (open === 'start') this.#set(abstract, level, { start: Number(value) })
    }
  }

  #set(abstract: string, level: string, change: Partial<Level>): void {
    const found = this.#abstract.get(abstract)?.get(level)
    if (found) Object.assign(found, change)
  }

  of(paragraph: { num?: string; level?: string; style?: string }): string {
    const style = this.#styles.get(paragraph.style ?? '')
    const num = paragraph.num ?? style?.num
    const list = this.#lists.get(num ?? '')
    const level = paragraph.level ?? style?.level ?? '0'
    const definition = this.#abstract.get(list?.abstract ?? '')?.get(level)
    if (!num || !list || !definition) return ''
    if (definition.format === 'bullet') return '• '
    return label(definition.format, this.#count(num, list, Number(level), definition))
  }

  #count(
    num: string,
    list: { abstract: string; starts: Map<string, number> },
    level: number,
    definition: Level,
  ): number {
    const counts = this.#counts.get(list.abstract) ?? []
    this.#counts.set(list.abstract, counts)
    const override = list.starts.get(String(level))
    const begun = `${num}/${level}`
    const restarts = override !== undefined && !this.#begun.has(begun)
    this.#begun.add(begun)
    const next = (counts[level] ?? definition.start - 1) + 1
    counts[level] = restarts ? override : next
    counts.length = level + 1
    return counts[level]
  }
}

function label(format: string, n: number): string {
  if (format === 'lowerLetter') return `${String.fromCharCode(96 + ((n - 1) % 26) + 1)}. `
  if (format === 'lowerRoman' || format === 'upperRoman') return `${roman(n)}. `
  return format === 'none' ? '' : `${n}. `
}

function roman(n: number): string {
  const tens = 'x'.repeat(Math.floor(n / 10) % 10)
  return tens + ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][n % 10]
}
