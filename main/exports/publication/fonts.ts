import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** Atkinson Hyperlegible (SIL Open Font Licence), which the npm package carries as TrueType. */
const PACKAGE = '@expo-google-fonts/atkinson-hyperlegible'

const FACES = {
  regular: '400Regular/AtkinsonHyperlegible_400Regular.ttf',
  bold: '700Bold/AtkinsonHyperlegible_700Bold.ttf',
  italic: '400Regular_Italic/AtkinsonHyperlegible_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/AtkinsonHyperlegible_700Bold_Italic.ttf',
}
export type Face = keyof typeof FACES

const { resolve } = createRequire(import.meta.url)

/** The paths of the font's files. */
export function fontFiles(): string[] {
  return Object.values(FACES).map((file) => resolve(`${PACKAGE}/${file}`))
}

/** Noto Emoji (SIL Open Font Licence), in one colour: the marks that the font above has not. */
const EMOJI = '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'

export function emojiFont(): Promise<Buffer> {
  return readFile(resolve(EMOJI))
}

/** The font's files themselves, read once. */
export async function fontData(): Promise<Record<Face, Buffer>> {
  reading ??= readFaces().catch((error) => {
    reading = undefined
    throw error
  })
  return reading
}

let reading: Promise<Record<Face, Buffer>> | undefined

async function readFaces(): Promise<Record<Face, Buffer>> {
  const faces = Object.entries(FACES).map(
    async ([face, file]) => [face, await readFile(resolve(`${PACKAGE}/${file}`))] as const,
  )
  return Object.fromEntries(await Promise.all(faces)) as Record<Face, Buffer>
}
