import { describe, expect, test } from 'vitest'
import * as build from '../../domain/publication/build.ts'
import { finish, outlineOf } from '../../domain/publication/finish.ts'
import type { Run } from '../../domain/publication/finished.ts'
import { cleanText, directions, plainText } from '../../domain/publication/text.ts'
import type { Block, Publication } from '../../domain/publication/tree.ts'

function of(...blocks: Block[]): Publication {
  return { title: 'A title', language: 'en-GB', date: '2026-11-21', blocks }
}

function firstRuns(publication: Publication): Run[] {
  const [block] = finish(publication).blocks
  if (block?.kind !== 'paragraph') throw new Error('The first block is no paragraph.')
  return block.content
}

const picture = { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', width: 10, height: 10 }
const source = { query: 'people treated', entries: ['a', 'b'] }

describe('headings', () => {
  test('start at level 1 and skip none', () => {
    const { blocks } = finish(
      of(
        build.heading(3, 'A'),
        build.heading(4, 'B'),
        build.heading(4, 'C'),
        build.heading(1, 'D'),
      ),
    )
    expect(outlineOf(blocks).map(({ level }) => level)).toEqual([1, 2, 3, 1])
  })

  test('have an id each, in letters of every format, whatever they say', () => {
    const same = build.heading(1, 'Même titre!')
    const { blocks } = finish(of(same, same, build.heading(1, 'العنوان'), build.heading(1, '2026')))
    expect(outlineOf(blocks).map(({ id }) => id)).toEqual([
      'meme-titre',
      'meme-titre-2',
      'part',
      'part-2026',
    ])
  })

  test('without words say so, and hold their notes in brackets', () => {
    const { blocks } = finish(of(build.heading(1, '  '), build.heading(1, ['A', build.note('b')])))
    expect(outlineOf(blocks).map(({ text }) => text)).toEqual(['Untitled section', 'A (b)'])
  })

  test('fill the contents down to their depth', () => {
    const { blocks } = finish(
      of({ kind: 'contents', depth: 1 }, build.heading(1, 'A'), build.heading(2, 'B')),
    )
    expect(blocks[0]).toMatchObject({
      title: 'Contents',
      entries: [{ text: 'A', id: 'a', level: 1 }],
    })
  })

  test('leave no empty contents', () => {
    expect(finish(of({ kind: 'contents' })).blocks).toEqual([])
  })
})

describe('numbers', () => {
  test('figures and captioned tables are counted apart, and pointers name them', () => {
    const publication = of(
      build.paragraph([build.pointer('t'), ' ', build.pointer('f'), ' ', build.pointer('h')]),
      build.table([build.column('A')], []),
      build.table([build.column('A')], [], { caption: 'One', id: 't' }),
      build.figure(picture, 'First'),
      build.figure(picture, 'Second', { id: 'f' }),
      build.heading(1, 'Last', 'h'),
    )
    expect(plainText(firstRuns(publication))).toBe('Table 1 Figure 2 Last')
    expect(firstRuns(publication)[0]).toMatchObject({ kind: 'link', to: '#t' })
  })

  test('a pointer to nothing says so', () => {
    expect(plainText(firstRuns(of(build.paragraph(build.pointer('gone')))))).toBe(
      'a part that is not in this document',
    )
  })

  test('notes are numbered in order, and a note in a link or a note is in brackets', () => {
    const finished = finish(
      of(
        build.paragraph(['a', build.note(['b', build.note('c')])]),
        build.paragraph(build.link('https://example.org', ['d', build.note('e')])),
        build.list([['f', build.note('g')]]),
      ),
    )
    expect(finished.notes.map(plainText)).toEqual(['b (c)', 'g'])
    expect(plainText((finished.blocks[1] as { content: Run[] }).content)).toBe('d (e)')
  })

  test('citations are numbered by the references, which close the document', () => {
    const finished = finish({
      ...of(build.paragraph([build.citation('two'), build.citation('none')])),
      references: [
        { id: 'one', content: ['One'] },
        { id: 'two', content: ['Two'] },
      ],
    })
    expect(plainText((finished.blocks[0] as { content: Run[] }).content)).toBe('[2][?]')
    expect(finished.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'heading', 'references'])
  })

  test('each traceable number is listed with where it came from', () => {
    const { blocks } = finish(
      of(
        build.paragraph(build.value('12%', source)),
        build.figure(picture, 'Shows it', { source }),
        { kind: 'sources' },
      ),
    )
    const table = blocks[2]
    if (table?.kind !== 'table') throw new Error('There is no table of sources.')
    expect(table.rows.map((row) => row.map(plainText))).toEqual([
      ['12%', 'people treated', 'a, b'],
      ['Figure 1', 'people treated', 'a, b'],
    ])
  })
})

describe('text', () => {
  test('loses what no file can hold, and nothing else', () => {
    expect(cleanText('a\u0000b\u0007\r\nc\ud800d\ufffee\u{1f600}\u{1ffff}\u202ef')).toBe(
      'ab c\ufffdde\u{1f600}f',
    )
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'example.org', ''])(
    'an address that is not for reading is plain text: %j',
    (address) => {
      expect(firstRuns(of(build.paragraph(build.link(address, 'here'))))).toEqual([
        { kind: 'text', text: 'here' },
      ])
    },
  )

  test('is cut where its direction turns', () => {
    expect(directions('By ליאור כהן, 2026')).toEqual([
      { text: 'By ', rightToLeft: false },
      { text: 'ליאור כהן', rightToLeft: true },
      { text: ', 2026', rightToLeft: false },
    ])
  })

  test('typed in paragraphs keeps them and its lines', () => {
    expect(build.paragraphs('one\ntwo\r\n\r\n  \nthree\n')).toEqual([
      { kind: 'paragraph', content: ['one', { kind: 'break' }, 'two'] },
      { kind: 'paragraph', content: ['three'] },
    ])
  })
})

test('rows are made as wide as the table, and a table without columns is left out', () => {
  const { blocks } = finish(
    of(
      build.table([build.column('A'), build.column('B')], [['1'], ['1', '2', '3']]),
      build.table([], [['x']]),
    ),
  )
  expect(blocks).toHaveLength(1)
  expect((blocks[0] as { rows: Run[][][] }).rows.map((row) => row.map(plainText))).toEqual([
    ['1', ''],
    ['1', '2'],
  ])
})

test('a document without a title has one, and a picture without words is named', () => {
  const finished = finish({ ...of(build.figure(picture, ' ')), title: '\u0000 ' })
  expect(finished.title).toBe('Untitled document')
  expect(finished.blocks[0]).toMatchObject({ alt: 'Figure 1' })
})
