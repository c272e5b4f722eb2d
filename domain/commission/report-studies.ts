import type { Line, Lines } from './report-lines.ts'
import { takeCitations } from './report-markup.ts'
import type { CaseStudy } from './report-shape.ts'

/**
 * Gathers case studies. Essays by guests follow some of them without a heading that tells; they
 * show by an opening quotation mark, printed as `99`, with the title and names just before it.
 */
export class StudyReader {
  readonly studies: CaseStudy[] = []
  readonly #source: Lines
  #open:
    | { title: string; focusArea?: string; line: Line; last: Line; paragraphs: string[] }
    | undefined

  constructor(source: Lines) {
    this.#source = source
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** Whether only the title has been read. */
  get isBare(): boolean {
    return this.#open?.paragraphs.length === 0
  }

  start(title: string, line: Line, focusArea: string | undefined): void {
    this.close()
    this.#open = { title, line, last: line, paragraphs: [], ...(focusArea ? { focusArea } : {}) }
  }

  add(text: string, line: Line): void {
    const open = this.#open
    if (!open) return
    const { width, spaced } = this.#source
    const last = open.paragraphs.at(-1)
    const firstWord = text.split(' ', 1)[0] ?? ''
    const filled = open.last.text.length + 1 + firstWord.length
    const goesOn = line.gap === 'none' && width !== undefined
    const titleGoesOn = goesOn && (spaced || filled > width * 0.95) && open.title.length < 200
    if (last === undefined && titleGoesOn) {
      open.title = this.#source.join(open.title, text)
    } else if (last !== undefined && goesOn && filled > width * 0.7) {
      open.paragraphs[open.paragraphs.length - 1] = this.#source.join(last, text)
    } else open.paragraphs.push(text)
    open.last = line
  }

  /** Something else was found to have begun: its heading lines are taken off the end. */
  closeBeforeEssay(): void {
    const paragraphs = this.#open?.paragraphs ?? []
    const named = paragraphs.findIndex(
      (text, i) =>
        i >= paragraphs.length - 5 && /^(?:Dr|Prof|Professor|Sir|Dame|Lord)\b/.test(text),
    )
    if (named > 0) paragraphs.splice(named - 1)
    const looksLikeHeading = (text: string) =>
      text.length < 160 && !/[.!?:]["”]?$|^(?:https?:|www\.|<http)/.test(text)
    let removed = 0
    while (removed < 6 && looksLikeHeading(paragraphs.at(-1) ?? '.')) {
      paragraphs.pop()
      removed++
    }
    this.close()
  }

  close(): void {
    const open = this.#open
    if (!open) return
    const title = takeCitations(open.title).wording
    const [organisation, ...rest] = title.split(/\s+[–—]\s+/)
    this.studies.push({
      title,
      ...(organisation && rest.length > 0 ? { organisation } : {}),
      body: open.paragraphs.map((text) => takeCitations(text).wording).join('\n\n'),
      ...(open.focusArea ? { focusArea: open.focusArea } : {}),
      line: open.line.number,
    })
    this.#open = undefined
  }
}
