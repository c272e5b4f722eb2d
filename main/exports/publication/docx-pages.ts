import type { PageNumberEstimator } from 'docx'
import type { Places } from './typst.ts'

/**
 * Page numbers for a Word document's list of contents, from the layout of its PDF: the same paper and
 * much the same type. Laying it out as Word does would be nearer, but takes longer than all the rest
 * of a long document; Word puts the numbers right itself when the reader updates the list.
 *
 * @param depth lowest level of heading in the list
 */
export function pageNumbers({ headings, pages }: Places, depth: number): PageNumberEstimator {
  const listed = headings.filter(({ level }) => level <= depth)
  return (body) => ({
    bookmarks: new Map(
      listedBookmarks(body).map((name, place) => [name, String(listed[place]?.page ?? '')]),
    ),
    pageCount: pages,
  })
}

/** Names of the headings' bookmarks, in the order of the list of contents. */
function listedBookmarks(body: object): string[] {
  const parts = Object.values(body).flat() as object[]
  const list = parts.find((part) => 'w:sdt' in part)
  return [...JSON.stringify(list ?? '').matchAll(/PAGEREF (_Toc\d+) /g)].map(([, name]) => name!)
}
