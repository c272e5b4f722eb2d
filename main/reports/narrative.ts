import * as Y from 'yjs'
import { DOCUMENT_COMMENTS, type DocumentNode } from '../../domain/documents/tree.ts'
import type { Figure } from '../../domain/reports/model.ts'
import type { SectionLine } from '../../preload/reports-types.ts'
import { readDocument } from '../documents/y-document.ts'
import type { WritingContext } from '../record/context.ts'

/**
 * What a report must know of a narrative that people type: figures it quotes that read otherwise
 * now, and how many comments are open.
 */
export function readNarrative(
  { record }: WritingContext,
  document: string | null,
  figures: ReadonlyMap<string, Figure> | undefined,
): Pick<SectionLine, 'moved' | 'openComments'> {
  if (document === null || record.log.lastUpdate(document) === 0)
    return { moved: [], openComments: 0 }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, record.log.state(document))
  const threads = [...doc.getMap(DOCUMENT_COMMENTS).values()]
  const openComments = threads.filter(
    (thread) => thread instanceof Y.Map && thread.get('resolved') == null,
  ).length
  const quoted = quotedIn(readDocument(doc))
  doc.destroy()
  return {
    openComments,
    moved: figures
      ? quoted.flatMap(({ key, seen }) => {
          const figure = figures.get(key)
          const now = figure?.text ?? null
          return now === seen ? [] : [{ key, label: figure?.label ?? key, quoted: seen, now }]
        })
      : [],
  }
}

/** Figures in the text, each way it is quoted once. */
function quotedIn(text: DocumentNode): { key: string; seen: string }[] {
  const found = new Map<string, { key: string; seen: string }>()
  const look = ({ type, attrs, content = [] }: DocumentNode) => {
    const { key, seen } = attrs ?? {}
    if (type === 'figure' && typeof key === 'string' && typeof seen === 'string')
      found.set(`${key} ${seen}`, { key, seen })
    for (const child of content) look(child)
  }
  look(text)
  return [...found.values()]
}
