import { SECTIONS, type Section } from './reference.ts'
import type { Line, Open } from './report-lines.ts'
import { numeralValue } from './report-markers.ts'
import { takeCitations } from './report-markup.ts'
import type {
  ParsedAction,
  ParsedFocusArea,
  ParsedRecommendation,
  ParsedReport,
  Source,
} from './report-shape.ts'

/** An action whose wording may still grow: its own text first, then its sub-points. */
export interface GrowingAction extends Omit<ParsedAction, 'wording' | 'subPoints' | 'citations'> {
  parts: [Open, ...Open[]]
}
type GrowingFocusArea = Omit<ParsedFocusArea, 'title'> & { title: Open }
type GrowingRecommendation = Omit<ParsedRecommendation, 'heading' | 'notes'> & {
  heading: Open
  notes: Open[]
}

/** Collects what was found under its reference, and notes what was not printed as expected. */
export class Outline {
  readonly oddities: string[] = []
  readonly #focusAreas: GrowingFocusArea[] = []
  readonly #recommendations: GrowingRecommendation[] = []
  readonly #actions: GrowingAction[] = []
  #section: Section | undefined
  #source: Source | undefined
  focusArea: GrowingFocusArea | undefined
  recommendation: GrowingRecommendation | undefined

  get isEmpty(): boolean {
    return this.#actions.length === 0
  }

  odd(line: Line, what: string): void {
    this.oddities.push(`Line ${line.number}: ${what}.`)
  }

  startSection(section: Section): void {
    this.#section = section
    this.focusArea = undefined
    this.recommendation = undefined
  }

  /** `Community Feedback` or `Policy Recommendations`: the source of the recommendations below. */
  startSource(source: Source): void {
    this.#source = source
    this.recommendation = undefined
  }

  startFocusArea(number: number | undefined, title: string, line: Line): Open | undefined {
    const section = this.#sectionFor(number, line)
    const reference = `${section}${number ?? 1}`
    this.recommendation = undefined
    this.#source = undefined
    if (number === undefined) {
      this.odd(line, `a focus area of ${section} is printed without a number; read as ${reference}`)
    }
    if (!this.#forgetEmpty(reference)) {
      this.odd(line, `focus area ${reference} is printed a second time; the first was kept`)
      this.focusArea = undefined
      return undefined
    }
    const open = { text: title, last: line, heading: true }
    this.focusArea = { reference, section, title: open, line: line.number }
    this.#focusAreas.push(this.focusArea)
    return open
  }

  /** A heading in a list of contents leaves an empty focus area, which gives way to the real one. */
  #forgetEmpty(reference: string): boolean {
    const earlier = this.#focusAreas.findIndex((area) => area.reference === reference)
    if (earlier < 0) return true
    if (this.#recommendations.some((one) => one.focusArea === reference)) return false
    this.#focusAreas.splice(earlier, 1)
    return true
  }

  /** When a section's heading was lost, a focus area that counts from 1 again begins the next. */
  #sectionFor(number: number | undefined, line: Line): Section {
    const current = this.#section ?? 'HS'
    const next = SECTIONS[SECTIONS.indexOf(current) + 1]
    const last = this.focusArea?.section === current ? this.focusArea.reference : undefined
    const used = this.#recommendations.some((one) => one.focusArea === last)
    const restarts = used && (number ?? 1) === 1
    if (restarts && next) {
      this.odd(line, `the heading of section ${next} is missing; its focus areas begin here`)
    }
    this.#section = restarts && next ? next : current
    return this.#section
  }

  nextLetter(): string {
    const area = this.focusArea?.reference
    const last = this.#recommendations.findLast((one) => one.focusArea === area)?.reference.at(-1)
    return last ? String.fromCharCode(last.charCodeAt(0) + 1) : 'a'
  }

  startRecommendation(letter: string, heading: string, line: Line): Open {
    const area = this.focusArea?.reference ?? ''
    if (!this.#source && letter === 'a') {
      this.odd(line, `${area} names no source for its recommendations; read as policy`)
    }
    const open = { text: heading, last: line }
    this.recommendation = {
      reference: `${area}.${letter}`,
      focusArea: area,
      source: this.#source ?? 'policy',
      heading: open,
      notes: [],
      line: line.number,
    }
    this.#recommendations.push(this.recommendation)
    return open
  }

  /** How many actions the current recommendation has. */
  get count(): number {
    const reference = this.recommendation?.reference
    let n = 0
    while (reference && this.#actions.at(-1 - n)?.recommendation === reference) n++
    return n
  }

  startAction(
    under: GrowingRecommendation,
    found: { numeral?: string; ticked: boolean; text: string },
    line: Line,
  ): GrowingAction {
    const position = this.count + 1
    const reference = `${under.reference}${position}`
    if (found.numeral && numeralValue(found.numeral) !== position) {
      this.odd(line, `action ${reference} is printed with the numeral ${found.numeral}`)
    }
    const action: GrowingAction = {
      reference,
      recommendation: under.reference,
      source: under.source,
      ticked: found.ticked,
      lines: { from: line.number, to: line.number },
      parts: [{ text: found.text, last: line }],
    }
    this.#actions.push(action)
    return action
  }

  /** An item of the list that is not called an action. */
  startNote(under: GrowingRecommendation, text: string, line: Line): Open {
    const open = { text, last: line }
    under.notes.push(open)
    this.odd(
      line,
      `an item under ${under.reference} lacks the word ACTION; kept as a note, not as an action`,
    )
    return open
  }

  finish(): Pick<ParsedReport, 'focusAreas' | 'recommendations' | 'actions'> {
    return {
      focusAreas: this.#focusAreas.map((area) => ({ ...area, title: cleaned(area.title) })),
      recommendations: this.#recommendations.map((one) => ({
        ...one,
        heading: cleaned(one.heading),
        notes: one.notes.map(cleaned),
      })),
      actions: this.#actions.map(finishAction),
    }
  }
}

function finishAction({ parts, ...action }: GrowingAction): ParsedAction {
  const [wording, ...subPoints] = parts.map((part) => takeCitations(part.text))
  const all = [wording, ...subPoints]
  return {
    ...action,
    wording: wording?.wording ?? '',
    subPoints: subPoints.map((part) => part.wording).filter(Boolean),
    citations: [...new Set(all.flatMap((part) => part?.citations ?? []))],
  }
}

function cleaned(open: Open): string {
  return takeCitations(open.text).wording
}
