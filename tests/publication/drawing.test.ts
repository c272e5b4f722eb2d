import { describe, expect, test } from 'vitest'
import { heading, paragraph } from '../../domain/publication/build.ts'
import { finish } from '../../domain/publication/finish.ts'
import type { Finished } from '../../domain/publication/finished.ts'
import { docxOf, layoutOf } from '../../main/exports/publication/drawing.ts'
import { pdfText } from './tools.ts'

function said(words: string): Finished {
  return finish({
    ...{ title: 'A title', language: 'en-GB', date: '2026-11-21' },
    blocks: [{ kind: 'contents' }, heading(1, 'Why'), paragraph(words), heading(2, 'How')],
  })
}

describe('the process that draws documents', () => {
  test('says on which pages the headings are', async () => {
    const { headings, pages } = await layoutOf(said('One'))
    expect(headings).toEqual([
      { level: 1, page: 1 },
      { level: 2, page: 1 },
    ])
    expect(pages).toBe(1)
  })

  test('lays out several documents at the same time, each for whoever asked', async () => {
    const words = ['Alpha', 'Beta', 'Gamma']
    const layouts = await Promise.all(words.map((word) => layoutOf(said(word))))
    for (const [index, { pdf }] of layouts.entries()) expect(pdfText(pdf)).toContain(words[index])
  })

  test.each([
    ['PDF', layoutOf],
    ['Word document', docxOf],
  ])('ends a %s at once when it is called off, and draws the next', async (_, draw) => {
    const controller = new AbortController()
    const asked = draw(said('Called off'), controller.signal)
    controller.abort()
    await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(pdfText((await layoutOf(said('After it'))).pdf)).toContain('After it')
  })

  test('says what Typst refused, and lays out the next document', async () => {
    const nowhere: Finished = {
      ...said('Two'),
      blocks: [
        {
          kind: 'paragraph',
          content: [{ kind: 'link', to: '#nowhere', content: [{ kind: 'text', text: 'there' }] }],
        },
      ],
    }
    await expect(layoutOf(nowhere)).rejects.toThrow(
      /^Typst refused the document: .*nowhere.* does not exist/,
    )
    expect(pdfText((await layoutOf(said('Three'))).pdf)).toContain('Three')
  })
})
