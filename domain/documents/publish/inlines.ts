import {
  citation,
  code,
  emphasis,
  lineBreak,
  link,
  note,
  strong,
  value,
} from '../../publication/build.ts'
import type { Inline } from '../../publication/tree.ts'
import type { DocumentNode } from '../tree.ts'
import { attribute, type Work } from './work.ts'

/** Inline nodes as the inlines of a publication; neighbours with one address are one link. */
export function inlinesOf(nodes: readonly DocumentNode[], work: Work): Inline[] {
  const inlines: Inline[] = []
  for (let index = 0; index < nodes.length; ) {
    const address = addressOf(nodes[index]!)
    let end = index + 1
    if (address !== null) while (end < nodes.length && addressOf(nodes[end]!) === address) end++
    const run = nodes.slice(index, end).flatMap((node) => inlineOf(node, work))
    inlines.push(...(address === null ? run : [link(address, run)]))
    inlines.push(...nodes.slice(index, end).flatMap((node) => commentMarks(node, work)))
    index = end
  }
  return inlines
}

function inlineOf(node: DocumentNode, work: Work): Inline[] {
  switch (node.type) {
    case 'text':
      return [marked(node)]
    case 'hardBreak':
      return [lineBreak]
    case 'footnote':
      return [note(attribute(node, 'text'))]
    case 'citation':
      return [citation(referenceFor(node, work))]
    case 'figure': {
      const figure = work.figures.get(attribute(node, 'key'))
      return [figure ? value(figure.text, figure.source) : attribute(node, 'seen')]
    }
    default:
      return []
  }
}

function marked(node: DocumentNode): Inline {
  const has = (type: string) => (node.marks ?? []).some((mark) => mark.type === type)
  let inline: Inline = has('code') ? code(node.text ?? '') : (node.text ?? '')
  // No format of ours strikes words through, and without a word for it they would read as said.
  if (has('strike') && typeof inline === 'string') inline = `[struck out: ${inline}]`
  if (has('italic')) inline = emphasis(inline)
  return has('bold') ? strong(inline) : inline
}

function commentMarks(node: DocumentNode, work: Work): Inline[] {
  return (work.commentEnds.get(node) ?? []).flatMap((number) => [
    ' ',
    emphasis(`[comment ${number}]`),
  ])
}

function addressOf(node: DocumentNode): string | null {
  const href = (node.marks ?? []).find(({ type }) => type === 'link')?.attrs?.href
  return typeof href === 'string' && href !== '' ? href : null
}

/** The id of what is cited; equal citations share one. */
function referenceFor(node: DocumentNode, { references }: Work): string {
  const text = attribute(node, 'text').trim()
  const url = attribute(node, 'url').trim()
  const key = `${text}\n${url}`
  const known = references.get(key)
  if (known) return known.id
  const id = `cited-${references.size + 1}`
  const content: Inline[] = [
    text || url || 'A source without a name',
    ...(url && text ? [' ', link(url)] : []),
  ]
  references.set(key, { id, content })
  return id
}
