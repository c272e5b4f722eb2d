const QUOTE = 0x22
const FEED = 0x0a
const RETURN = 0x0d

/**
 * Cuts a table in a text file into records, as far as it is written as it should be: a quotation mark
 * opens a cell or stands in none, and closes it before a separator or the end of a line. What else
 * quotation marks can be made to do is left to a parser that knows all of it, from the record on in
 * which they do; that parser takes five times as long.
 */
export class TextRecords {
  readonly #separator: number
  readonly #most: number
  #rest = ''
  #isOdd = false

  /**
   * @param separator one letter
   * @param most letters of a record; a longer one is left to the other parser
   */
  constructor(separator: string, most: number) {
    this.#separator = separator.charCodeAt(0)
    this.#most = most
  }

  /** What is left for the other parser, from the start of a record; `undefined` as long as nothing is. */
  get left(): string | undefined {
    return this.#isOdd ? this.#rest : undefined
  }

  /** Records that are whole with this text. */
  take(text: string): string[][] {
    return this.#cut(text, false)
  }

  /** The last record, where the file ends without the end of a line. */
  end(): string[][] {
    return this.#cut('', true)
  }

  #cut(more: string, isEnd: boolean): string[][] {
    const text = this.#rest + more
    const records: string[][] = []
    let from = 0
    while (from < text.length) {
      const cells: string[] = []
      const next = this.#record(text, from, isEnd, cells)
      if (next < 0) break
      records.push(cells)
      from = next
    }
    this.#rest = text.slice(from)
    if (this.#rest.length > this.#most) this.#isOdd = true
    return records
  }

  /** Reads one record; answers where the next begins, or -1 where it cannot be told here. */
  #record(text: string, from: number, isEnd: boolean, cells: string[]): number {
    let at = from
    for (;;) {
      const end =
        text.charCodeAt(at) === QUOTE
          ? this.#quoted(text, at, isEnd, cells)
          : this.#plain(text, at, cells)
      if (end < 0) return -1
      if (end >= text.length) return isEnd ? end : -1
      const letter = text.charCodeAt(end)
      if (letter === this.#separator) {
        at = end + 1
        if (at === text.length && !isEnd) return -1
        continue
      }
      if (letter === FEED) return end + 1
      // Whether a line feed follows is not known yet.
      if (end + 1 === text.length && !isEnd) return -1
      return text.charCodeAt(end + 1) === FEED ? end + 2 : end + 1
    }
  }

  /** A cell without quotation marks; answers where it ends. */
  #plain(text: string, from: number, cells: string[]): number {
    let at = from
    for (; at < text.length; at += 1) {
      const letter = text.charCodeAt(at)
      if (letter === this.#separator || letter === FEED || letter === RETURN) break
      if (letter === QUOTE) return this.#odd()
    }
    cells.push(text.slice(from, at))
    return at
  }

  /** A cell in quotation marks; answers where it ends. */
  #quoted(text: string, from: number, isEnd: boolean, cells: string[]): number {
    let close = text.indexOf('"', from + 1)
    let hasQuotes = false
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
      hasQuotes = true
      close = text.indexOf('"', close + 2)
    }
    if (close < 0) return isEnd ? this.#odd() : -1
    const end = close + 1
    if (end === text.length && !isEnd) return -1
    const letter = text.charCodeAt(end)
    const isOver =
      end === text.length || letter === this.#separator || letter === FEED || letter === RETURN
    if (!isOver) return this.#odd()
    const cell = text.slice(from + 1, close)
    cells.push(hasQuotes ? cell.replaceAll('""', '"') : cell)
    return end
  }

  #odd(): number {
    this.#isOdd = true
    return -1
  }
}
