import type { LiveKind } from '../../domain/documents/live.ts'

/** What is asked for in a dialog. With `pos`, the settings of the node there; else a new one. */
export type DialogKind =
  | { kind: 'link' }
  | { kind: 'image'; pos?: number; files?: File[] }
  | { kind: 'footnote'; pos?: number }
  | { kind: 'citation'; pos?: number }
  | { kind: 'figure'; pos?: number }
  | { kind: 'live'; pos?: number; of?: LiveKind }
  | { kind: 'keys' }

/** Opens a dialog of the editor. */
export type OpenDialog = (dialog: DialogKind) => void
