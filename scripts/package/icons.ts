import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'

/** The icon in every form that an installer asks for, drawn from one picture. */

/** Linux takes each as a file of its own. */
export const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

/** What Apple calls an icon of so many pixels. */
const APPLE_NAMES = new Map<number, string>([
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
])
/** Windows knows no larger. */
const LARGEST_OF_WINDOWS = 256

/** Writes them into a folder: `icon.ico`, `icon.icns`, and `16x16.png` to `1024x1024.png`. */
export function drawIcons(folder: string): void {
  mkdirSync(join(folder, 'linux'), { recursive: true })
  const svg = readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8')
  const drawn = SIZES.map((size) => ({
    size,
    png: new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng(),
  }))
  for (const { size, png } of drawn)
    writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png)
  writeFileSync(join(folder, 'icon.ico'), windowsIcon(drawn))
  writeFileSync(join(folder, 'icon.icns'), appleIcon(drawn))
}

interface Drawn {
  size: number
  png: Buffer
}

/** A head, a line of sixteen bytes for each picture, then the pictures. */
export function windowsIcon(drawn: readonly Drawn[]): Buffer {
  const held = drawn.filter(({ size }) => size <= LARGEST_OF_WINDOWS)
  const head = Buffer.alloc(6 + 16 * held.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(held.length, 4)
  let offset = head.length
  held.forEach(({ size, png }, at) => {
    const line = 6 + 16 * at
    // 256 does not fit into a byte, and is written as nothing.
    head.writeUInt8(size % 256, line)
    head.writeUInt8(size % 256, line + 1)
    head.writeUInt16LE(1, line + 4)
    head.writeUInt16LE(32, line + 6)
    head.writeUInt32LE(png.length, line + 8)
    head.writeUInt32LE(offset, line + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...held.map(({ png }) => png)])
}

/** Each picture behind its name and length, and the same round all of them. */
export function appleIcon(drawn: readonly Drawn[]): Buffer {
  const parts = drawn.flatMap(({ size, png }) => {
    const name = APPLE_NAMES.get(size)
    return name === undefined ? [] : [named(name, png)]
  })
  return named('icns', Buffer.concat(parts))
}

function named(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
