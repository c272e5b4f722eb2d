import type { Block } from '../publication/tree.ts'

/** What an impact report is made of, before it is a document. */

/** A number of a report that can be traced. The same evidence gives the same figure, to the byte. */
export interface Figure {
  /** Stable from one freeze to the next: `status.complete@region`, `metric.E10-prevalence@E54000015`. */
  key: string
  /** What it is, for somebody who sees nothing else: "Actions complete, all systems, 30 Nov 2026". */
  label: string
  /** The number itself; null where there is none, or it may not be shown. */
  value: number | null
  /** As it is printed, with its denominator: "312 of 2,706 (11.5%)". */
  text: string
  numerator: number | null
  denominator: number | null
  unit: string | null
  /** How it is counted, in words. */
  definition: string
  /** What was asked of the frozen record, so exactly that a stranger can do it again. */
  query: string
  /** Ids of the entries behind it, sorted; empty when it counts what nobody has said. */
  entries: string[]
  /** Why it is not shown, in a public version. */
  withheld: string | null
}

/** One part of a report. */
export interface ReportSection {
  /** `summary`, `year-in-figures`, `priority-3`, `system-QK1`. */
  key: string
  title: string
  /** Level of its heading in the whole: 1 for a chapter. */
  level: 1 | 2
  /** Whether it begins a page though it is no chapter. */
  startsPage?: boolean
  /** What the product says, from figures alone; `value` inlines name their figure. */
  blocks: Block[]
  /** Whether people write a narrative beside the figures. */
  narrative: boolean
  /** What the narrative should answer, as a prompt. */
  prompt: string | null
}

/** A report as the product composes it, without what people wrote. */
export interface ComposedReport {
  sections: ReportSection[]
  annexes: ReportSection[]
  /** Every figure that a section shows, by key. */
  figures: ReadonlyMap<string, Figure>
}
