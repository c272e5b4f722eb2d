/** What can be looked at of one report; the first is shown when the address names none. */
export const REPORT_VIEWS = ['write', 'freezes', 'studies', 'send'] as const
export type ReportView = (typeof REPORT_VIEWS)[number]
