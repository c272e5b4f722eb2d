import type { Editor } from '@tiptap/core'
import type { LiveKind } from '../../../domain/documents/live.ts'
import type { OpenDialog } from '../dialog-kind.ts'
import type { EditorIconName } from './icons.tsx'

/** One thing to do with the text: in the toolbar, under `/`, or both. */
export interface Action {
  id: string
  text: string
  /** Other words people may look for it by. */
  words?: string
  icon?: EditorIconName
  key?: string
  run(editor: Editor): unknown
}

/** What this document takes besides words. */
export interface Takes {
  live: boolean
  figures: boolean
}

export const LIVE_WORDS: Record<LiveKind, string> = {
  actions: 'Actions and their status',
  metric: 'A metric',
  systems: 'Systems side by side',
  commitments: 'Commitments of the systems',
  decisions: 'Decisions of workshops',
  'case-studies': 'Case studies',
}

export const MARK_ACTIONS: readonly (Action & { mark: string; icon: EditorIconName })[] = [
  {
    id: 'bold',
    mark: 'bold',
    text: 'Bold',
    icon: 'bold',
    key: 'Ctrl B',
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    id: 'italic',
    mark: 'italic',
    text: 'Italics',
    icon: 'italic',
    key: 'Ctrl I',
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    id: 'strike',
    mark: 'strike',
    text: 'Struck through',
    icon: 'strike',
    key: 'Ctrl Shift S',
    run: (editor) => editor.chain().focus().toggleStrike().run(),
  },
]

export const STYLE_ACTIONS: readonly Action[] = [
  {
    id: 'paragraph',
    text: 'Paragraph',
    words: 'text normal',
    key: 'Ctrl Alt 0',
    run: (editor) => editor.chain().focus().setParagraph().run(),
  },
  ...([1, 2, 3, 4] as const).map((level) => ({
    id: `heading-${level}`,
    text: `Heading ${level}`,
    words: 'title section',
    key: `Ctrl Alt ${level}`,
    run: (editor: Editor) => editor.chain().focus().toggleHeading({ level }).run(),
  })),
  {
    id: 'quote',
    text: 'Quotation',
    words: 'blockquote',
    key: 'Ctrl Shift B',
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
]

export const LIST_ACTIONS: readonly (Action & { list: string; icon: EditorIconName })[] = [
  {
    id: 'bulleted',
    list: 'bulletList',
    text: 'Bulleted list',
    words: 'points',
    icon: 'bulleted',
    key: 'Ctrl Shift 8',
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: 'numbered',
    list: 'orderedList',
    text: 'Numbered list',
    words: 'steps ordered',
    icon: 'numbered',
    key: 'Ctrl Shift 7',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
]

/** What can be put into the text. */
export function insertActions(takes: Takes, open: OpenDialog): Action[] {
  const live = Object.entries(LIVE_WORDS).map(([of, text]) => ({
    id: `live-${of}`,
    text,
    words: 'live block record',
    run: () => open({ kind: 'live', of: of as LiveKind }),
  }))
  return [
    {
      id: 'table',
      text: 'Table',
      words: 'grid rows columns',
      run: (editor) =>
        editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
    { id: 'image', text: 'Picture', words: 'image photo', run: () => open({ kind: 'image' }) },
    ...(['information', 'important', 'warning', 'success'] as const).map((tone) => ({
      id: `callout-${tone}`,
      text: `Callout: ${tone}`,
      words: 'box note',
      run: (editor: Editor) => editor.chain().focus().toggleCallout(tone).run(),
    })),
    { id: 'footnote', text: 'Footnote', words: 'note', run: () => open({ kind: 'footnote' }) },
    {
      id: 'citation',
      text: 'Reference',
      words: 'citation source cite',
      run: () => open({ kind: 'citation' }),
    },
    {
      id: 'rule',
      text: 'Line across',
      words: 'rule divider',
      run: (editor) => editor.chain().focus().setHorizontalRule().run(),
    },
    ...(takes.figures
      ? [
          {
            id: 'figure',
            text: 'Figure of this report',
            words: 'number quote',
            run: () => open({ kind: 'figure' }),
          },
        ]
      : []),
    ...(takes.live ? live : []),
  ]
}

export const TABLE_ACTIONS: readonly Action[] = [
  { id: 'row-after', text: 'Row below', run: (e) => e.chain().focus().addRowAfter().run() },
  { id: 'row-before', text: 'Row above', run: (e) => e.chain().focus().addRowBefore().run() },
  {
    id: 'column-after',
    text: 'Column after',
    run: (e) => e.chain().focus().addColumnAfter().run(),
  },
  {
    id: 'column-before',
    text: 'Column before',
    run: (e) => e.chain().focus().addColumnBefore().run(),
  },
  { id: 'join', text: 'Join or split cells', run: (e) => e.chain().focus().mergeOrSplit().run() },
  {
    id: 'header-row',
    text: 'Heading row on or off',
    run: (e) => e.chain().focus().toggleHeaderRow().run(),
  },
  {
    id: 'header-column',
    text: 'Heading column on or off',
    run: (e) => e.chain().focus().toggleHeaderColumn().run(),
  },
  { id: 'row-out', text: 'Take the row out', run: (e) => e.chain().focus().deleteRow().run() },
  {
    id: 'column-out',
    text: 'Take the column out',
    run: (e) => e.chain().focus().deleteColumn().run(),
  },
  {
    id: 'table-out',
    text: 'Take the table out',
    run: (e) => e.chain().focus().deleteTable().run(),
  },
]
