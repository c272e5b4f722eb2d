/** What happened lately, for the people who support Accord: no names, credentials or content. */
export interface Diary {
  note(line: string): void
  lines(): string[]
}

const LINES = 500

/** @param now ms since 1970 */
export function syncDiary(now: () => number): Diary {
  const lines: string[] = []
  return {
    note(line) {
      lines.push(`${new Date(now()).toISOString()} ${line}`)
      if (lines.length > LINES) lines.shift()
    },
    lines: () => [...lines],
  }
}
