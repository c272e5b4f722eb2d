import { FORMATS } from '../publication/formats.ts'

/** What a report can be sent as: every format of a document, its evidence alone, or a website. */
export const REPORT_FORMAT_WORDS = {
  ...FORMATS,
  xlsx: {
    words: 'Evidence in Excel',
    line: 'Every figure with how it is counted and what it rests on.',
  },
  csv: { words: 'Evidence in CSV', line: 'The same as plain tables, in a ZIP file.' },
  site: {
    words: 'Website',
    line: 'The public version as a folder that needs no server, in a ZIP file.',
  },
} as const

export type ReportFormat = keyof typeof REPORT_FORMAT_WORDS
export const REPORT_FORMATS = Object.keys(REPORT_FORMAT_WORDS) as [ReportFormat, ...ReportFormat[]]
