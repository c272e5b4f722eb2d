import type { z } from 'zod'
import type { LiveContent, LiveQuery } from '../../domain/documents/live.ts'
import type { contract, Output, Procedure } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import type { FileShelf } from '../runtime/files.ts'
import type { Jobs } from '../runtime/jobs.ts'
import type { RecordContext, WritingContext } from './context.ts'

export type Handlers = {
  [P in Procedure]: (
    input: z.output<(typeof contract)[P]['input']>,
  ) => Output<P> | Promise<Output<P>>
}

/** What the calls of one area are answered with. */
export interface AreaParts {
  context(): WritingContext
  /** A deed that undo can take back. */
  deed<W extends Written>(act: (context: WritingContext) => W): W
  shelf: FileShelf
  running: Jobs
  /** Keeps what others type in a document coming. */
  follow(document: string): void
  /** What a live block of a document shows now. */
  live(context: RecordContext, query: LiveQuery): Promise<LiveContent>
}
