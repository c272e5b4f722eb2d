import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { Person } from './comments/threads.ts'

export interface DocumentEditorProps {
  /** Name of the shared document. */
  document: string
  /** What it is, for screen readers: "Text of the diabetes strategy". */
  label: string
  me: Person
  readOnly?: boolean
  /** Shown above the text while it cannot be changed. */
  whyReadOnly?: string | null
  /** Lets people put live blocks in; `strategy` is whose commitments they may show. */
  live?: { strategy?: string }
  /** Lets people quote figures of a report's freeze. */
  figures?: { freeze: string }
  /** What else stands in the panel beside the text, and what its tab is called. */
  side?: ReactNode
  sideLabel?: string
  /** Stands inside a page, as high as its text, with the panel closed at first. */
  embedded?: boolean
  /** The editor once it is there; null when it is gone. */
  onEditor?: (editor: Editor | null) => void
}
