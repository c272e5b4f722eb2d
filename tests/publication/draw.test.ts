import { expect, test } from 'vitest'
import { draw } from '../../main/exports/publication/draw.ts'
import { svgToPng } from '../../main/exports/publication/picture.ts'
import { xml } from './tools.ts'

test('a Plot specification becomes a whole SVG of its size, and a PNG twice as fine', async () => {
  const drawing = await draw(({ document, Plot }) =>
    Plot.plot({
      document,
      width: 320,
      height: 200,
      y: { label: 'People & <others>' },
      marks: [Plot.barY([{ x: 'A', y: 3 }], { x: 'x', y: 'y' })],
    }),
  )
  expect(drawing).toMatchObject({ width: 320, height: 200 })
  const svg = xml(drawing.svg).documentElement
  expect(svg.namespaceURI).toBe('http://www.w3.org/2000/svg')
  expect(svg.textContent).toContain('People & <others>')
  expect(svg.textContent).not.toContain('↑')
  const png = await svgToPng(drawing)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([640, 400])
})

test('what holds no picture is refused', async () => {
  const made = (name: string) =>
    draw(({ document }) => document.createElementNS('http://www.w3.org/2000/svg', name))
  await expect(made('g')).rejects.toThrow(TypeError)
  await expect(made('svg')).rejects.toThrow('without a size')
})
