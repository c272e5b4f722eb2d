import { continues, type Line, type Lines, type Open } from './report-lines.ts'
import type { Marker } from './report-markers.ts'
import { takeCitations } from './report-markup.ts'
import type { ParsedChallenge } from './report-shape.ts'

/** Reads the chapter of priorities: the challenges to national policymakers under each. */
export class ChallengeReader {
  readonly challenges: ParsedChallenge[] = []
  readonly oddities: string[] = []
  readonly #source: Lines
  #heading = 0
  #priority = 0
  #inList = false
  #open: (Open & { line: number }) | undefined

  constructor(source: Lines) {
    this.#source = source
  }

  take(marker: Marker, line: Line): void {
    switch (marker.kind) {
      case 'priority':
        this.close()
        this.#heading = marker.number
        return
      case 'challenge':
        this.close()
        if (marker.national) this.#startList(line)
        return
      case 'bullet':
        if (this.#inList) this.#start(marker.text, line)
        return
      default:
        this.#takeText(line)
    }
  }

  close(): void {
    this.#closeItem()
    this.#inList = false
  }

  #startList(line: Line): void {
    const next = this.#priority + 1
    const printed = this.#heading
    this.#priority = printed > this.#priority && printed <= 10 ? printed : next
    if (this.#priority !== next) {
      this.oddities.push(
        `Line ${line.number}: after priority ${next - 1} the challenges of priority ${this.#priority} follow.`,
      )
    }
    this.#inList = true
  }

  #start(text: string, line: Line): void {
    this.#closeItem()
    this.#open = { text, last: line, line: line.number }
  }

  #takeText(line: Line): void {
    if (!this.#inList) return
    if (/^[^\p{Ll}]{20,}$/u.test(line.text)) this.close()
    else if (this.#open && continues(this.#open, line, this.#source)) {
      this.#open.text = this.#source.join(this.#open.text, line.text)
      this.#open.last = line
    } else this.#start(line.text, line)
  }

  #closeItem(): void {
    if (!this.#open) return
    const { wording } = takeCitations(this.#open.text)
    const n = this.challenges.filter((c) => c.priority === this.#priority).length + 1
    this.challenges.push({
      reference: `P${this.#priority}.n${n}`,
      priority: this.#priority,
      wording,
      line: this.#open.line,
    })
    this.#open = undefined
  }
}
