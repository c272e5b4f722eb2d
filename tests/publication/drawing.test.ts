import { describe, expect, test } from 'vitest'
import { heading, paragraph } from '../../domain/publication/build.ts'
import { finish } from '../../domain/publication/finish.ts'
import type { Finished } from '../../domain/publication/finished.ts'
import { docxOf, pdfOf } from '../../main/exports/publication/drawing.ts'
import { pdfText } from './tools.ts'

function said(words: string): Finished {
  return finish({
    ...{ title: 'A title', language: 'en-GB', date: '2026-11-21' },
    blocks: [{ kind: 'contents' }, heading(1, 'Why'), paragraph(words), heading(2, 'How')],
  })
}

describe('the process that draws documents', () => {
  test('lays out several documents at the same time, each for whoever asked', async () => {
    const words = ['Alpha', 'Beta', 'Gamma']
    const pdfs = await Promise.all(words.map((word) => pdfOf(said(word))))
    for (const [index, pdf] of pdfs.entries()) expect(pdfText(pdf)).toContain(words[index])
  })

  test.each([
    ['PDF', pdfOf],
    ['Word document', docxOf],
  ])('ends a %s at once when it is called off, and draws the next', async (_, draw) => {
    const controller = new AbortController()
    const asked = draw(said('Called off'), controller.signal)
    controller.abort()
    await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(pdfText(await pdfOf(said('After it')))).toContain('After it')
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
    await expect(pdfOf(nowhere)).rejects.toThrow(
      /^Typst refused the document: .*nowhere.* does not exist/,
    )
    expect(pdfText(await pdfOf(said('Three')))).toContain('Three')
  })
})
