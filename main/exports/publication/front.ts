import type { Finished } from '../../../domain/publication/finished.ts'

/** Who made it and when, on one line. */
export function byline({ organisations, authors, date }: Finished): string {
  return [organisations.join(', '), authors.join(', '), date].filter((part) => part).join(' · ')
}

/** How the summary is headed when a document has one. */
export const SUMMARY_TITLE = 'Summary'
