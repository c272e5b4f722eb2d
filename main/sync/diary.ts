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

/** An error by its name and place: its message may hold what somebody wrote. */
export function tellError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const place = /([\w.-]+:\d+:\d+)\)?$/m.exec(error.stack ?? '')?.[1] ?? ''
  return [error.name, (error as NodeJS.ErrnoException).code, place].filter(Boolean).join(' ')
}
