import * as Y from 'yjs'
import { piecesOf } from './cursor.ts'
import { rememberWords } from './cut-words.ts'
import type { Edits } from './edits.ts'
import { seenIn } from './gone.ts'
import type { Block, Home, Writer } from './model.ts'
import type { Gone } from './names.ts'
import { NOTE } from './note-text.ts'
import { rememberCut } from './pair.ts'
import { BLOCK_ATOMS, isTextblock } from './parts.ts'
import type { WantedBlock } from './wanted.ts'

export interface Taking {
  writer: Writer
  home: Home
  old: readonly Block[]
  wanted: readonly WantedBlock[]
  edits: Edits
  /** What is done once the texts are changed. */
  later: (() => void)[]
}

/** Words and blocks that are not wanted any more. */
export function takeOut(taking: Taking): void {
  const { old, wanted } = taking
  const kept = new Map<Block, [number, number][]>()
  const named = new Set<Block>()
  for (const { from, runs } of wanted) {
    if (from) named.add(from)
    for (const run of runs)
      if (run.from) {
        const ranges = kept.get(run.from.block) ?? []
        ranges.push([run.from.offset, run.from.offset + run.length])
        kept.set(run.from.block, ranges)
      }
  }
  for (const block of old) {
    const ranges = kept.get(block)
    if (named.has(block) || ranges) removeWords(taking, block, ranges ?? [])
    else removeBlock(taking, block)
  }
}

function removeWords(
  { writer, edits, later }: Taking,
  block: Block,
  kept: [number, number][],
): void {
  if (!isTextblock(block.type)) return
  kept.sort((a, b) => a[0] - b[0])
  let offset = 0
  const length = lengthOf(block)
  for (const [from, to] of [...kept, [length, length] as [number, number]]) {
    if (from > offset) rememberWords(writer, block, offset, from - offset)
    if (from > offset)
      for (const piece of piecesOf(block, offset, from - offset))
        if (piece.element?.nodeName === NOTE) takeOutNote(writer, piece.element, later)
        else if (piece.in instanceof Y.XmlText) edits.remove(piece.in, piece.at, piece.length)
        else later.push(() => removeElement(piece.in as Y.XmlElement))
    offset = Math.max(offset, to)
  }
}

/** Somebody may be changing what it says. */
function takeOutNote({ by, now }: Writer, note: Y.XmlElement, later: Taking['later']): void {
  const gone: Gone = { by, at: now(), seen: seenIn([note]) }
  later.push(() => note.setAttribute('gone', gone as never))
}

const lengthOf = ({ runs }: Block): number => runs.reduce((sum, run) => sum + run.length, 0)

function removeBlock(taking: Taking, block: Block): void {
  const { writer, home, edits, later } = taking
  rememberCut(writer.cut, home.name, block)
  if (isTextblock(block.type)) rememberWords(writer, block, 0, lengthOf(block))
  for (const part of block.parts) {
    if (BLOCK_ATOMS.has(part.type) || part.place instanceof Y.XmlText) {
      if (part.in && BLOCK_ATOMS.has(part.type)) edits.remove(part.in, part.at, 1)
      else if (part.place instanceof Y.XmlElement)
        later.push(() => removeElement(part.place as Y.XmlElement))
      else removeWords(taking, block, [])
      continue
    }
    const gone: Gone = {
      by: writer.by,
      at: writer.now(),
      seen: seenIn([part.leaf, part.place, ...part.runs.map((run) => run.in)]),
    }
    later.push(() => (part.place as Y.XmlElement).setAttribute('gone', gone as never))
  }
}

function removeElement(element: Y.XmlElement): void {
  const parent = element.parent as Y.XmlElement | null
  const index = parent?.toArray().indexOf(element) ?? -1
  if (index >= 0) parent?.delete(index, 1)
}
