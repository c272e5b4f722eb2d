import * as Y from 'yjs'
import type { Block } from './model.ts'
import type { Place } from './names.ts'
import { isTextblock } from './parts.ts'
import type { WantedRun } from './wanted.ts'

/** Where the next new thing goes. */
export type Cursor =
  | { at: 'front' }
  | { at: 'text'; text: Y.XmlText; index: number; leaf: Place }
  /** Among what stands in a block's element, after something in there. */
  | { at: 'inside'; leaf: Y.XmlElement; after: Inside | null }
  | { at: 'after'; leaf: Place }

export type Inside = Y.XmlElement | Y.XmlText

export interface Piece {
  node: WantedRun['node']
  in: Y.XmlText | Y.XmlElement
  at: number
  length: number
  leaf: Place
  element: Y.XmlElement | undefined
  run: Block['runs'][0]
}

/** The stretches of texts in which so many characters of a block stand. */
export function piecesOf(block: Block, offset: number, length: number): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const part of block.parts)
    for (const run of part.runs) {
      const from = Math.max(at, offset)
      const to = Math.min(at + run.length, offset + length)
      if (from < to)
        pieces.push({
          node: run.node,
          in: run.in,
          at: run.at + (run.in instanceof Y.XmlText ? from - at : 0),
          length: to - from,
          leaf: part.leaf,
          element: run.element,
          run,
        })
      at += run.length
    }
  return pieces
}

/** Right before a character of a block. */
export function addressOf({ block, offset }: NonNullable<WantedRun['from']>): Cursor {
  const [piece] = piecesOf(block, offset, 1) as [Piece]
  if (piece.in instanceof Y.XmlText)
    return { at: 'text', text: piece.in, index: piece.at, leaf: piece.leaf }
  const before = piece.in.prevSibling as Inside | null
  return { at: 'inside', leaf: piece.leaf as Y.XmlElement, after: before }
}

/** Right behind all that stands in a block. */
export function endOf(block: Block): Cursor {
  const last = block.parts.at(-1) as Block['parts'][0]
  const { leaf, in: text, at } = last
  const run = last.runs.at(-1)
  if (run?.in instanceof Y.XmlText) return behind(run, run.at + run.length, leaf)
  if (run) return { at: 'inside', leaf: leaf as Y.XmlElement, after: run.in as Y.XmlElement }
  if (text) return { at: 'text', text, index: at + 1, leaf }
  return isTextblock(last.type) ? beginningOf(block) : { at: 'after', leaf }
}

/** Behind a character of a run; behind words from elsewhere goes on what they are shown in. */
export function behind(run: Block['runs'][0], at: number, leaf: Place): Cursor {
  if (run.home && at === run.at + run.length) return { at: 'text', leaf, ...run.home }
  return { at: 'text', text: run.in as Y.XmlText, index: at, leaf }
}

/** Where words at the beginning of a block go that has none of its own left. */
export function beginningOf({ parts }: Block): Cursor {
  const { leaf, in: text, at } = (parts as [Block['parts'][0]])[0]
  if (text) return { at: 'text', text, index: at + 1, leaf }
  if (leaf instanceof Y.XmlText) return { at: 'text', text: leaf, index: 0, leaf }
  return { at: 'inside', leaf, after: null }
}
