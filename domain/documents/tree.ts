/**
 * The text of a document that several people write: what the editor shows, what is kept as a
 * version, and what is exported. It is ProseMirror's JSON; this says which nodes and marks there
 * are. In the Y.Doc it is the XML fragment `DOCUMENT_BODY`; comments are the map `DOCUMENT_COMMENTS`.
 */

export const DOCUMENT_BODY = 'body'
/** Y.Map: thread id to a Y.Map of `CommentThread`, whose `replies` is a Y.Array of `CommentReply`. */
export const DOCUMENT_COMMENTS = 'comments'

export interface DocumentNode {
  type: string
  attrs?: Record<string, unknown>
  content?: DocumentNode[]
  marks?: DocumentMark[]
  text?: string
}
export interface DocumentMark {
  type: string
  attrs?: Record<string, unknown>
}

/**
 * Nodes, with their attributes and what they hold. `query` and `frozen` of a live block are JSON
 * texts of `LiveQuery` and `LiveContent` (`domain/strategies/live.ts`).
 */
export const NODES = {
  doc: [],
  paragraph: [],
  /** `level` 1 to 4. */
  heading: ['level'],
  bulletList: [],
  orderedList: ['start'],
  listItem: [],
  blockquote: [],
  horizontalRule: [],
  hardBreak: [],
  table: [],
  tableRow: [],
  tableHeader: ['colspan', 'rowspan', 'colwidth'],
  tableCell: ['colspan', 'rowspan', 'colwidth'],
  /** `src` is a data address of a PNG, JPEG, GIF or WebP; `alt` is required. */
  image: ['src', 'alt', 'caption', 'width', 'height'],
  /** Holds paragraphs and lists. `tone` as of a publication's callout. */
  callout: ['tone'],
  /** A live block. `frozenOn` is the day it was frozen at, or null. */
  live: ['id', 'query', 'caption', 'frozenOn', 'frozen'],
  /** Inline. */
  footnote: ['text'],
  /** Inline: what it cites, and where that is to be found. Equal ones share a number. */
  citation: ['text', 'url'],
  /** Inline: a figure of a report's freeze, by key; `seen` is how it read when somebody last read it. */
  figure: ['key', 'seen'],
  text: [],
} as const satisfies Record<string, readonly string[]>

export const MARKS = {
  bold: [],
  italic: [],
  strike: [],
  code: [],
  link: ['href'],
  comment: ['thread'],
  /** Suggestions, as prosemirror-suggest-changes keeps them. */
  insertion: ['id', 'by', 'at'],
  deletion: ['id', 'by', 'at'],
  modification: ['id', 'type', 'attrName', 'previousValue', 'newValue', 'by', 'at'],
} as const satisfies Record<string, readonly string[]>

export interface CommentThread {
  /** The words it stands at, as they were. */
  quote: string
  text: string
  /** Member's id and name, and an ISO moment. */
  by: string
  name: string
  at: string
  resolved: { by: string; name: string; at: string } | null
  replies: CommentReply[]
}
export interface CommentReply {
  id: string
  text: string
  by: string
  name: string
  at: string
}

/** Names of documents in the log: the shared text of a session's minutes, and others. */
export const minutesDocumentName = (session: string): string => `document:minutes-${session}`
export const strategyDocument = (strategy: string): string => `document:strategy-${strategy}`
export const versionDocument = (version: string): string => `document:version-${version}`
/** Whether a document holds a version's text, which never changes once it is there. */
export const isVersionDocument = (document: string): boolean =>
  document.startsWith(versionDocument(''))
/** @param report the report's id; @param section key of its section */
export const narrativeDocument = (report: string, section: string): string =>
  `document:r-${report}-${section}`
