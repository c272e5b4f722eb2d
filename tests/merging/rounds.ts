import { CellSelection } from '@tiptap/pm/tables'
import fc from 'fast-check'
import { caret, key, type } from './hands.ts'
import { stateOf } from './judge.ts'
import { type Side, Sides, shelf, textOf } from './sides.ts'
import { doc, h, li, p, table, td, th, tr, ul } from './texts.ts'

/**
 * Three people do anything at all to one text, hearing of each other now and then. Whatever comes of
 * it, a word that somebody typed is in the text, or on the shelf, or was taken out by somebody who had
 * it before their eyes; it is nowhere twice; and all see the same.
 */
const BASE = doc(
  h(2, 'Why'),
  p('one two three four'),
  ul(li('five six', ul('seven eight', 'nine ten')), 'eleven twelve'),
  p('thirteen fourteen'),
  table(tr(th('H1'), th('H2')), tr(td('c1 c2'), td('d1 d2'))),
  p('fifteen sixteen'),
)

/** @throws Error saying which word is missing or double, or that the sides differ */
export function round(steps: readonly Step[]): void {
  const sides = new Sides(BASE, 3)
  const typed = new Set<string>()
  const takenOut = new Set<string>()
  const meet = () => {
    sides.sync()
    check(sides, typed, takenOut)
  }
  try {
    for (const { side: number, what, place, length } of steps) {
      const side = sides.all[number] as Side
      if (what === 'meet') meet()
      else {
        const before = [...shownIn(side), ...besideIn(side)]
        DOINGS[what](side, place, length, typed)
        const after = new Set([...shownIn(side), ...besideIn(side)])
        for (const word of before) if (!after.has(word)) takenOut.add(word)
        side.editor.state.doc.check()
      }
    }
    meet()
  } finally {
    sides.close()
  }
}

const WORD = /w\d+x/g
const wordsIn = (text: string): string[] => text.match(WORD) ?? []

/** Words of the text, and of what its footnotes say. */
function shownIn(side: Side): string[] {
  const notes: string[] = []
  side.editor.state.doc.descendants(({ type, attrs }) => {
    if (type.name === 'footnote') notes.push(...wordsIn(String(attrs.text)))
  })
  return [...wordsIn(textOf(side)), ...notes]
}

const besideIn = (side: Side): string[] => shelf(side).flatMap(({ words }) => wordsIn(words))

function check(sides: Sides, typed: ReadonlySet<string>, takenOut: ReadonlySet<string>): void {
  const [first, ...others] = sides.all.map(stateOf)
  for (const other of others)
    if (other !== first) throw new Error(`They see different texts:\n${first}\n${other}`)
  const all = [...shownIn(sides.a), ...besideIn(sides.a)]
  for (const word of typed)
    if (!all.includes(word) && !takenOut.has(word)) throw new Error(`${word} is lost: ${first}`)
  const twice = all.find((word, index) => all.indexOf(word) !== index)
  if (twice) throw new Error(`${twice} is there twice: ${first}`)
}

let next = 1
type Do = (side: Side, place: number, length: number, typed: Set<string>) => void

/** Places in words that are no middle of one: a word is taken out whole or not at all. */
function placesIn({ editor }: Side): number[] {
  const places: number[] = []
  editor.state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc')
    for (let at = 0; at <= text.length; at++) {
      const inside = [...text.matchAll(WORD)].some(
        ({ index, 0: word }) => at > index && at < index + word.length,
      )
      if (!inside) places.push(pos + 1 + at)
    }
  })
  return places
}

const pick = <T>(from: readonly T[], place: number): T => from[place % from.length] as T

const stand =
  (doing: (side: Side, place: number, typed: Set<string>) => void): Do =>
  (side, place, _length, typed) => {
    caret(side.editor, pick(placesIn(side), place))
    doing(side, place, typed)
  }

const chosen =
  (doing: (side: Side) => void): Do =>
  (side, place, length) => {
    const places = placesIn(side)
    const from = place % places.length
    const to = Math.min(places.length - 1, from + length)
    caret(side.editor, places[from] as number, places[to] as number)
    doing(side)
  }

const DOINGS = {
  type: stand(({ editor }, _place, typed) => {
    const word = `w${next++}x`
    typed.add(word)
    type(editor, ` ${word} `)
  }),
  heading: stand(({ editor }, place) =>
    editor.commands.toggleHeading({ level: ((place % 3) + 1) as 1 }),
  ),
  paragraph: stand(({ editor }) => editor.commands.setParagraph()),
  bullets: chosen(({ editor }) => editor.commands.toggleBulletList()),
  numbers: chosen(({ editor }) => editor.commands.toggleOrderedList()),
  quotation: chosen(({ editor }) => editor.commands.toggleBlockquote()),
  callout: chosen(({ editor }) => editor.commands.toggleCallout('important')),
  indent: stand(({ editor }) => editor.commands.sinkListItem('listItem')),
  lift: stand(({ editor }) => editor.commands.liftListItem('listItem')),
  bold: chosen(({ editor }) => editor.commands.toggleBold()),
  link: chosen(({ editor }) => editor.commands.setMark('link', { href: 'https://example.org/' })),
  enter: stand(({ editor }) => key(editor, 'Enter')),
  backspace: stand(({ editor }) => {
    const { $from } = editor.state.selection
    if ($from.parentOffset === 0) key(editor, 'Backspace') || editor.commands.joinBackward()
  }),
  delete: chosen(({ editor }) => editor.commands.deleteSelection()),
  moveWords: ((side, place, length) => {
    chosen(() => {})(side, place, length, new Set())
    const { editor } = side
    const { view } = editor
    const cut = view.state.selection.content()
    view.dispatch(view.state.tr.deleteSelection())
    caret(editor, pick(placesIn(side), place * 7 + length))
    view.dispatch(view.state.tr.replaceSelection(cut))
  }) as Do,
  note: stand(({ editor }, _place, typed) => {
    const word = `w${next++}x`
    typed.add(word)
    editor.commands.insertContent({ type: 'footnote', attrs: { text: word } })
  }),
  changeNote: (({ editor }, place, length, typed) => {
    const { state, view } = editor
    const notes: number[] = []
    state.doc.descendants((node, pos) => {
      if (node.type.name === 'footnote') notes.push(pos)
    })
    if (notes.length === 0) return
    const word = `w${next++}x`
    typed.add(word)
    const pos = pick(notes, place)
    const node = state.doc.nodeAt(pos)
    const said = String(node?.attrs.text)
    const text = length % 2 === 0 ? `${said} ${word}` : `${word} ${said}`
    view.dispatch(state.tr.setNodeMarkup(pos, null, { text }, node?.marks))
  }) as Do,
  retype: ((side, place, length, typed) => {
    chosen(() => {})(side, place, length, typed)
    const word = `w${next++}x`
    typed.add(word)
    type(side.editor, word)
  }) as Do,
  drag: ((side, place, length) => {
    const { state, view } = side.editor
    const from = place % state.doc.childCount
    const to = (place + length) % state.doc.childCount
    const start = (index: number) => state.doc.resolve(0).posAtIndex(index, 0)
    const node = state.doc.child(from)
    const change = state.tr.delete(start(from), start(from) + node.nodeSize)
    view.dispatch(change.insert(change.mapping.map(start(to)), node))
  }) as Do,
  row: stand(({ editor }) => editor.commands.addRowAfter()),
  column: stand(({ editor }) => editor.commands.addColumnBefore()),
  noRow: stand(({ editor }) => editor.commands.deleteRow()),
  noColumn: stand(({ editor }) => editor.commands.deleteColumn()),
  headerRow: stand(({ editor }) => editor.commands.toggleHeaderRow()),
  mergeCells: ((side, place, length) => {
    const { state, view } = side.editor
    const cells: number[] = []
    state.doc.descendants((node, pos) => {
      if (/^table(Cell|Header)$/.test(node.type.name)) cells.push(pos)
    })
    const [a, b] = [pick(cells, place), pick(cells, place + length)]
    if (a === undefined || b === undefined || !sameTable(state.doc, a, b)) return
    view.dispatch(state.tr.setSelection(CellSelection.create(state.doc, a, b)))
    side.editor.commands.mergeCells()
  }) as Do,
  splitCell: stand(({ editor }) => editor.commands.splitCell()),
  rule: stand(({ editor }) => editor.commands.setHorizontalRule()),
  undo: (({ editor }) => editor.commands.undo()) as Do,
  redo: (({ editor }) => editor.commands.redo()) as Do,
}

export interface Step {
  side: number
  what: keyof typeof DOINGS | 'meet'
  place: number
  length: number
}

export const step: fc.Arbitrary<Step> = fc.record({
  side: fc.nat(2),
  what: fc.constantFrom(...(Object.keys(DOINGS) as Step['what'][]), 'type', 'type', 'meet'),
  place: fc.nat(999),
  length: fc.nat(40),
})

function sameTable(node: Side['editor']['state']['doc'], a: number, b: number): boolean {
  const table = (pos: number) => node.resolve(pos).node(-1)
  return table(a) === table(b)
}
