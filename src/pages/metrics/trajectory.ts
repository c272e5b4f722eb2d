import { parsePeriod } from '../../../domain/metrics/periods.ts'

/** Steps towards a target as people type them: one line each, `2025/26: 12.5`. Pure. */

export interface Step {
  period: string
  value: number
}

/** The steps as text to edit. */
export function trajectoryText(steps: readonly Step[]): string {
  return steps.map(({ period, value }) => `${period}: ${value}`).join('\n')
}

/** Reads the steps; `problem` names the first line that cannot be read, and what to write. */
export function readTrajectory(
  text: string,
): { steps: Step[]; problem: null } | { steps: null; problem: string } {
  const steps: Step[] = []
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const match = /^(.+):\s*(-?[\d,]*\.?\d+)\s*%?$/.exec(line)
    const period = match && parsePeriod(match[1] ?? '')
    if (!match || !period) {
      return {
        steps: null,
        problem: `Write each step like 2025/26: 12.5. This line is not: ${line}`,
      }
    }
    steps.push({ period: period.label, value: Number((match[2] ?? '').replaceAll(',', '')) })
  }
  return { steps, problem: null }
}

/** A number as typed, with commas allowed; `undefined` when it is none. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replaceAll(',', '').replace(/%$/, '')
  if (plain === '') return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}
