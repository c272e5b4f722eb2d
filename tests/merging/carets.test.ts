import { expect, test } from 'vitest'
import { BLOCKS } from './cases/blocks.ts'
import { FURTHER } from './cases/further.ts'
import { TABLES } from './cases/tables.ts'
import { TOGETHER } from './cases/together.ts'
import { at, caret, type } from './hands.ts'
import { Sides, textOf } from './sides.ts'

/** Where the word that the caret stands behind stays in the text. */
const CASES = [...BLOCKS, ...TABLES, ...TOGETHER, ...FURTHER].filter(
  ({ a, after, words, name }) => a && after && !words && !name.startsWith('replace all'),
)

test.each(CASES.map((each) => [each.name, each] as const))(
  'a caret stays with its neighbours: %s',
  (_, { base, a, after = '' }) => {
    const sides = new Sides(base)
    const { editor } = sides.b
    caret(editor, at(editor, after))
    a?.(sides.a.editor)
    sides.sync()
    type(editor, ' bravo1')
    sides.sync()
    expect(textOf(sides.a)).toMatch(new RegExp(`${after} bravo1`))
    sides.close()
  },
)
