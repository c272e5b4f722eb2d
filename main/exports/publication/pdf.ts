import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import type { Finished } from '../../../domain/publication/finished.ts'
import { fontData } from './fonts.ts'
import { pdfData, showAsNumbers } from './pdf-data.ts'
import { TEMPLATE } from './pdf-template.ts'

/** Typst keeps results of earlier documents; those unused for so many documents are let go. */
const CACHE_AGE = 3
/** Typst names every character it cannot draw at once; the second try is for marks among them. */
const TRIES = 4

/**
 * A tagged PDF that says it keeps PDF/UA-1, which Typst checks as it writes. A character that no font
 * of this machine holds is written as its Unicode number, `[U+1F9D1]`, so that nothing is lost.
 *
 * @throws Error when Typst refuses the document
 */
export async function renderPdf(finished: Finished): Promise<Buffer> {
  return laidOut(finished, (compiler, document) => compiler.pdf(document, { pdfStandard: 'ua-1' }))
}

/** Where the headings of a document's text fall. */
export interface HeadingPages {
  /** In the order of the text, those of the summary left out. */
  headings: { level: number; page: number }[]
  /** Number of pages. */
  pages: number
}

/** Lays a document out as its PDF would be, without making the file. @throws Error as `renderPdf` */
export async function findHeadingPages(finished: Finished): Promise<HeadingPages> {
  return laidOut(finished, (compiler, document) => ({
    headings: metadata(compiler, document, '<headings>') as HeadingPages['headings'],
    pages: metadata(compiler, document, '<pages>') as number,
  }))
}

function metadata(compiler: NodeCompiler, document: NodeTypstDocument, selector: string): unknown {
  return compiler.query(document, { selector, field: 'value' })[0]
}

type Use<T> = (compiler: NodeCompiler, document: NodeTypstDocument) => T

async function laidOut<T>(finished: Finished, use: Use<T>): Promise<T> {
  const compiler = await theCompiler()
  const missing = new Set<string>()
  for (let attempt = 1; ; attempt++) {
    try {
      return compile(compiler, showAsNumbers(finished, missing), use)
    } catch (error) {
      const found = undrawable(error)
      if (found.length === 0 || attempt === TRIES) throw error
      for (const character of found) missing.add(character)
    }
  }
}

/** No file of this name exists: all that is compiled is laid over the folder. */
const WORKSPACE = tmpdir()

function compile<T>(compiler: NodeCompiler, finished: Finished, use: Use<T>): T {
  const { data, files } = pdfData(finished)
  try {
    compiler.mapShadow(join(WORKSPACE, 'publication.json'), Buffer.from(JSON.stringify(data)))
    for (const [name, content] of files) compiler.mapShadow(join(WORKSPACE, name), content)
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, resetRead: true })
    if (!compiled.result) throw new Error(refusal(compiler, compiled.takeError()))
    return use(compiler, compiled.result)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(CACHE_AGE)
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
  starting ??= fontData().then((faces) =>
    NodeCompiler.create({
      workspace: WORKSPACE,
      fontArgs: [{ fontBlobs: Object.values(faces) }, { fontPaths: [] }],
    }),
  )
  return starting
}

/** The characters that Typst could not draw, from its error; none when it failed for another reason. */
function undrawable(error: unknown): string[] {
  const text = error instanceof Error ? error.message : ''
  return [...text.matchAll(/the text `\\?"(.*?)\\?"` could not be displayed/gs)].flatMap(
    ([, quoted]) => [
      ...quoted!.replace(/\\u\{([0-9a-f]+)\}/g, (_, hex) =>
        String.fromCodePoint(Number.parseInt(hex, 16)),
      ),
    ],
  )
}
