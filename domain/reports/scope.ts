import type { ReportScope } from '../record/report-fields.ts'

/** What a report is about, taken apart. */
export type Scope =
  | { kind: 'region' }
  | { kind: 'sub-region'; subRegion: 'East' | 'West' }
  | { kind: 'system'; ics: string }
  | { kind: 'priority'; priority: number }

export function parseScope(scope: ReportScope): Scope {
  const [kind, of = ''] = scope.split(':')
  switch (kind) {
    case 'sub-region':
      return { kind, subRegion: of === 'East' ? 'East' : 'West' }
    case 'system':
      return { kind, ics: of }
    case 'priority':
      return { kind, priority: Number(of) }
    default:
      return { kind: 'region' }
  }
}

/** What names need to be known to say a scope in words. */
export interface ScopeNames {
  system(ods: string): string
  priority(number: number): string
}

/** "The whole region", "Leicester, Leicestershire and Rutland". */
export function scopeWords(scope: ReportScope, names: ScopeNames): string {
  const parsed = parseScope(scope)
  switch (parsed.kind) {
    case 'region':
      return 'The whole region'
    case 'sub-region':
      return `${parsed.subRegion} Midlands`
    case 'system':
      return names.system(parsed.ics)
    case 'priority':
      return `Priority ${parsed.priority}: ${names.priority(parsed.priority)}`
  }
}

/** How figures name the whole of what a report is about: `region`, `East`, `QK1`, `priority-3`. */
export function scopeKey(scope: ReportScope): string {
  return scope.startsWith('priority:')
    ? scope.replace(':', '-')
    : scope.slice(scope.indexOf(':') + 1)
}

/** A scope's words within a sentence: "the whole region". */
export function inSentence(words: string): string {
  return words.replace(/^The /, 'the ')
}
