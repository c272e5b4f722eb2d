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

/** The paths of the font's files, for a library that reads them itself. */
export function fontFiles(): string[] {
  // As the desktop is packed, only Electron sees into the archive; these lie beside it too.
  return Object.values(FACES).map((file) =>
    resolve(`${PACKAGE}/${file}`).replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked'),
  )
}

/**
 * Noto (SIL Open Font Licence), for what the font above has not: emoji in one colour, and the scripts
 * in which people of the Midlands write their names: Punjabi, Urdu and Arabic, Bengali, Gujarati,
 * Hindi, Tamil, Malayalam, Amharic and Tigrinya, Hebrew, Chinese. They are shipped, so that a name
 * is the same in a PDF on every computer. In the order in which they are asked.
 */
const SCRIPTS = {
  'Noto Emoji': 'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  'Noto Sans Gurmukhi': 'noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf',
  'Noto Sans Arabic': 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'Noto Sans Bengali': 'noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf',
  'Noto Sans Gujarati': 'noto-sans-gujarati/400Regular/NotoSansGujarati_400Regular.ttf',
  'Noto Sans Devanagari': 'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  'Noto Sans Tamil': 'noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf',
  'Noto Sans Malayalam': 'noto-sans-malayalam/400Regular/NotoSansMalayalam_400Regular.ttf',
  'Noto Sans Ethiopic': 'noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf',
  'Noto Sans Hebrew': 'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  'Noto Sans SC': 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
}

/** The names of the families that are shipped for other scripts, in the order to ask them. */
export const SCRIPT_FAMILIES: readonly string[] = Object.keys(SCRIPTS)

export function scriptFonts(): Promise<Buffer[]> {
  const files = Object.values(SCRIPTS)
  return Promise.all(files.map((file) => readFile(resolve(`@expo-google-fonts/${file}`))))
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
