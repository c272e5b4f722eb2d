import { ChallengeReader } from './report-challenges.ts'
import { continues, type Line, type Lines, type Open, readLines } from './report-lines.ts'
import { type Marker, numeralValue, readMarker } from './report-markers.ts'
import { takeCitations } from './report-markup.ts'
import { type GrowingAction, Outline } from './report-outline.ts'
import type { ParsedReport } from './report-shape.ts'
import { StudyReader } from './report-studies.ts'

export type * from './report-shape.ts'

/**
 * Finds the commission's actions in the text of its report, and what stands around them. The text
 * may come from the published text, Markdown, Word or PDF: no bullet, blank line or line break is
 * relied on. It never throws; a text that is something else gives an empty report.
 */
export function parseReport(text: string): ParsedReport {
  const source = readLines(text)
  const reader = new Reader(source)
  for (const line of source.lines) reader.take(readMarker(line.text), line)
  return reader.finish()
}

type Found<K extends Marker['kind']> = Extract<Marker, { kind: K }>

/** Decides whether what a line seems to open fits where it stands. */
class Reader {
  readonly #source: Lines
  readonly #outline = new Outline()
  readonly #studies: StudyReader
  readonly #challenges: ChallengeReader
  #place: 'actions' | 'priorities' | 'after' = 'actions'
  /** The heading or item that an unmarked line may go on with; nothing between items. */
  #open: Open | undefined
  #action: GrowingAction | undefined
  /** What has come between a recommendation's actions, for the oddities. */
  #interruption: string | undefined

  constructor(source: Lines) {
    this.#source = source
    this.#studies = new StudyReader(source)
    this.#challenges = new ChallengeReader(source)
  }

  take(marker: Marker, line: Line): void {
    if (this.#place === 'actions') this.#takeInActions(marker, line)
    else if (this.#place === 'priorities') this.#takeInPriorities(marker, line)
  }

  finish(): ParsedReport {
    this.#studies.close()
    this.#challenges.close()
    return {
      ...this.#outline.finish(),
      caseStudies: this.#studies.studies,
      challenges: this.#challenges.challenges,
      oddities: [...this.#outline.oddities, ...this.#challenges.oddities],
      reachedPriorities: this.#place !== 'actions',
    }
  }

  #takeInPriorities(marker: Marker, line: Line): void {
    if (marker.kind === 'chapter' && !marker.priorities) {
      this.#challenges.close()
      this.#place = 'after'
    } else this.#challenges.take(marker, line)
  }

  #takeInActions(marker: Marker, line: Line): void {
    switch (marker.kind) {
      case 'section':
        this.#leave()
        this.#outline.startSection(marker.section)
        return
      case 'focusArea':
        this.#leave()
        this.#open = this.#outline.startFocusArea(marker.number, marker.title, line)
        return
      case 'chapter':
      case 'challenge':
        this.#leaveActions(marker, line)
        return
      default:
        if (this.#outline.focusArea) this.#takeInFocusArea(marker, line)
    }
  }

  #takeInFocusArea(marker: Marker, line: Line): void {
    switch (marker.kind) {
      case 'source':
        this.#leave()
        this.#outline.startSource(marker.source)
        return
      case 'caseStudy':
        this.#startStudy(marker, line)
        return
      case 'action':
        this.#startAction(marker, line)
        return
      case 'numbered':
        this.#takeNumbered(marker, line)
        return
      case 'lettered':
        this.#takeLettered(marker, line)
        return
      case 'bullet':
        this.#takeBullet(marker, line)
        return
      case 'aside':
        if (marker.quotation) this.#studies.closeBeforeEssay()
        this.#interrupt(marker.quotation ? 'a quotation' : 'another heading')
        return
      default:
        this.#takeText(line)
    }
  }

  #leaveActions(marker: Found<'chapter' | 'challenge'>, line: Line): void {
    if (this.#outline.isEmpty) return
    this.#leave()
    this.#place = marker.kind === 'chapter' && !marker.priorities ? 'after' : 'priorities'
    if (marker.kind === 'challenge') this.#challenges.take(marker, line)
  }

  /** Whatever was open ends, and nothing goes on after it. */
  #leave(): void {
    this.#interrupt('')
    this.#interruption = undefined
  }

  /** The list is broken into; its actions may go on afterwards. */
  #interrupt(by: string): void {
    this.#studies.close()
    this.#open = undefined
    this.#action = undefined
    if (this.#outline.count > 0) this.#interruption ??= by
  }

  #startStudy(marker: Found<'caseStudy'>, line: Line): void {
    if (!marker.shouted && this.#studies.isBare) {
      this.#outline.odd(line, '"Case Study" stands again inside a case study; read as its text')
      this.#studies.add(marker.title, line)
      return
    }
    this.#interrupt('a case study')
    this.#studies.start(marker.title, line, this.#outline.focusArea?.reference)
  }

  #takeLettered(marker: Found<'lettered'>, line: Line): void {
    const expected = this.#outline.nextLetter()
    const step = marker.letter.charCodeAt(0) - expected.charCodeAt(0)
    const inList = this.#open !== undefined && !this.#open.heading
    const misprint = step < 0 && step > -3 && inList && marker.bulleted
    if (step !== 0 && step !== 1 && !misprint) {
      this.#takeText(line)
      return
    }
    const name = (letter: string) => `${this.#outline.focusArea?.reference}.${letter}`
    const letter = misprint ? expected : marker.letter
    if (misprint) this.#outline.odd(line, `${name(letter)} is printed as ${marker.letter}`)
    if (step === 1)
      this.#outline.odd(line, `${name(expected)} was not found before ${name(letter)}`)
    if (marker.twice) this.#outline.odd(line, `the letter of ${name(letter)} is printed twice`)
    this.#leave()
    this.#open = this.#outline.startRecommendation(letter, marker.text, line)
  }

  /** A numeral without the word ACTION is an item only where the list stands open for it. */
  #takeNumbered(marker: Found<'numbered'>, line: Line): void {
    const under = this.#outline.recommendation
    const step = numeralValue(marker.numeral) - this.#outline.count
    if (this.#open && !this.#open.heading && under && (step === 1 || step === 2)) {
      this.#action = undefined
      this.#open = this.#outline.startNote(under, marker.text, line)
    } else this.#takeText(line)
  }

  #startAction(found: Found<'action'>, line: Line): void {
    const under = this.#outline.recommendation
    if (!under) {
      this.#outline.odd(line, 'an action stands before any recommendation; left out')
      return
    }
    this.#studies.close()
    if (this.#interruption) {
      this.#outline.odd(line, `the actions of ${under.reference} go on after ${this.#interruption}`)
      this.#interruption = undefined
    }
    this.#action = this.#outline.startAction(under, found, line)
    this.#open = this.#action.parts[0]
  }

  #takeBullet(marker: Found<'bullet'>, line: Line): void {
    if (this.#studies.isOpen) {
      this.#studies.add(`• ${marker.text}`, { ...line, gap: 'blank' })
      return
    }
    // In wrapped text a dash may begin a line in the middle of a sentence.
    const wrapped = marker.dash && this.#source.width !== undefined && line.gap === 'none'
    if (this.#open && wrapped && /^\p{Ll}/u.test(marker.text) && this.#goesOn(this.#open, line)) {
      this.#extend(this.#open, line.text, line)
    } else if (this.#action && this.#open) this.#startSubPoint(this.#action, marker.text, line)
    else this.#open = undefined
  }

  #startSubPoint(action: GrowingAction, text: string, line: Line): void {
    this.#open = { text, last: line }
    action.parts.push(this.#open)
    action.lines.to = line.number
  }

  #takeText(line: Line): void {
    if (this.#studies.isOpen) this.#studies.add(line.text, line)
    else if (this.#open && this.#goesOn(this.#open, line)) this.#extend(this.#open, line.text, line)
    else if (this.#action && this.#isLostBullet(this.#action, line)) {
      this.#startSubPoint(this.#action, line.text, line)
    } else {
      this.#open = undefined
      this.#action = undefined
    }
  }

  #goesOn(open: Open, line: Line): boolean {
    return continues(open, line, this.#source)
  }

  /** Lines after an action that ends with a colon are its sub-points, even without bullets. */
  #isLostBullet(action: GrowingAction, line: Line): boolean {
    if (line.gap === 'blank' || line.gap === 'page') return false
    return /:$/.test(takeCitations(action.parts[0].text).wording) && !/^["“*‘]/.test(line.text)
  }

  #extend(open: Open, text: string, line: Line): void {
    open.text = this.#source.join(open.text, text)
    open.last = line
    if (!this.#action) return
    this.#action.lines.to = line.number
    const torn = this.#source.width === undefined && line.gap !== 'none'
    if (torn || line.gap === 'blank') {
      this.#outline.odd(line, `the wording of ${this.#action.reference} goes on after a page's end`)
    }
  }
}
