interface FormatFacts {
  /** On a button, or at the head of a line. */
  words: string
  /** After "Save as". */
  asWords: string
  /** What it is good for. */
  line: string
  /** Media type of the file. */
  type: string
}

/** The files that a document can be made into. Its name is the ending of the file. */
export const FORMATS = {
  docx: {
    words: 'Word',
    asWords: 'Word',
    line: 'To edit further, or send round by e-mail.',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: {
    words: 'PDF',
    asWords: 'PDF',
    line: 'To publish: tagged, so that screen readers can read it.',
    type: 'application/pdf',
  },
  html: {
    words: 'Web page',
    asWords: 'web page',
    line: 'One file that opens in any browser.',
    type: 'text/html',
  },
  md: {
    words: 'Text',
    asWords: 'plain text',
    line: 'Plain text with Markdown signs for headings and lists.',
    type: 'text/markdown',
  },
} as const satisfies Record<string, FormatFacts>

export type PublicationFormat = keyof typeof FORMATS
export const PUBLICATION_FORMATS = Object.keys(FORMATS) as [
  PublicationFormat,
  ...PublicationFormat[],
]
