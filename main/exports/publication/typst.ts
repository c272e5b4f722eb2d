import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Finished } from '../../../domain/publication/finished.ts'
import { fontData, scriptFonts } from './fonts.ts'
import { pdfData, showAsNumbers } from './pdf-data.ts'
import { tagTables } from './pdf-table-tags.ts'
import { TEMPLATE } from './pdf-template.ts'

/** Typst names every character it cannot draw at once; the second try is for marks among them. */
const TRIES = 4

/**
 * A tagged PDF that says it keeps PDF/UA-1, which Typst checks as it writes. A character that no font
 * of this machine holds is written as its Unicode number, `[U+1F9D1]`, so that nothing is lost. A long
 * document takes hundreds of megabytes that Typst never gives back, so only a process that can end
 * should call it.
 *
 * @throws Error when Typst refuses the document
 */
export async function renderPdf(finished: Finished): Promise<Buffer> {
  const compiler = await theCompiler()
  const missing = new Set<string>()
  for (let attempt = 1; ; attempt++) {
    try {
      return compile(compiler, showAsNumbers(finished, missing))
    } catch (error) {
      const found = undrawable(error)
      if (found.length === 0 || attempt === TRIES) throw error
      for (const character of found) missing.add(character)
    }
  }
}

/** No file of this name exists: all that is compiled is laid over the folder. */
const WORKSPACE = tmpdir()

function compile(compiler: NodeCompiler, finished: Finished): Buffer {
  const { data, files, tables } = pdfData(finished)
  try {
    compiler.mapShadow(join(WORKSPACE, 'publication.json'), Buffer.from(JSON.stringify(data)))
    for (const [name, content] of files) compiler.mapShadow(join(WORKSPACE, name), content)
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, resetRead: true })
    if (!compiled.result) throw new Error(refusal(compiler, compiled.takeError()))
    const document = compiled.result
    // Writing the file needs none of the results that are kept, and much room.
    compiler.evictCache(0)
    const pdf = compiler.pdf(document, { pdfStandard: 'ua-1' })
    return tagTables(pdf, tables)
  } finally {
    compiler.resetShadow()
  }
}

function refusal(
  compiler: NodeCompiler,
  error: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null,
) {
  const diagnostics = error ? compiler.fetchDiagnostics(error) : []
  return `Typst refused the document: ${diagnostics.map(({ message }) => message).join('; ')}`
}

let starting: Promise<NodeCompiler> | undefined

/** One compiler for the process, as it reads every font of the machine when it starts. */
function theCompiler(): Promise<NodeCompiler> {
  starting ??= Promise.all([fontData(), scriptFonts()]).then(([faces, scripts]) =>
    NodeCompiler.create({
      workspace: WORKSPACE,
      fontArgs: [{ fontBlobs: [...Object.values(faces), ...scripts] }, { fontPaths: [] }],
    }),
  )
  return starting
}

/** What the document's own font holds, at the least. */
const OWN = /[\u0020-\u007e\u00a0-\u00ff]/

/** The characters that Typst could not draw, from its error; none when it failed for another reason. */
function undrawable(error: unknown): string[] {
  const named = charactersNamed(error)
  // Of a digit on a key, 1️⃣, it names the digit as well, which stands elsewhere too.
  const strange = named.filter((character) => !OWN.test(character))
  return strange.length > 0 ? strange : named
}

function charactersNamed(error: unknown): string[] {
  const text = error instanceof Error ? error.message : ''
  return [...text.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/gs)].flatMap(
    ([, quoted]) => [
      ...quoted!.replace(/\\u\{([0-9a-f]+)\}/g, (_, hex) =>
        String.fromCodePoint(Number.parseInt(hex, 16)),
      ),
    ],
  )
}
