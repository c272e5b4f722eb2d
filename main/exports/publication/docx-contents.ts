import {
  FileChild,
  ImportedXmlComponent,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import type { FinishedBlock, OutlineEntry } from '../../../domain/publication/finished.ts'
import { textDocx } from './docx-inline.ts'
import { TEXT_WIDTH } from './docx-styles.ts'

type Contents = Extract<FinishedBlock, { kind: 'contents' }>

/** What reads these names knows Word's newer fields, and fills a list of contents in itself. */
const WORD = {
  name: 'w16se',
  address: 'http://schemas.microsoft.com/office/word/2015/wordml/symex',
}

/** The bookmarks that a list of contents leads to, by the ids of the headings. */
export function contentsMarks(entries: readonly OutlineEntry[]): Map<string, string> {
  return new Map(entries.map(({ id }, place) => [id, `_Toc${place + 1}`]))
}

/**
 * A list of contents whose page numbers are those of whoever lays the document out: each is a
 * reference to the page of its heading, and none is written beforehand, since no two programs break
 * pages alike. LibreOffice works references out as it opens the file, but not within a table of
 * contents, whose numbers it takes as they are; Word works out all of them once it may. So the list is
 * a table of contents to Word alone.
 */
export class ContentsDocx extends FileChild {
  constructor({ title, depth, entries }: Contents, marks: ReadonlyMap<string, string>) {
    super('w:sdt')
    const begin = forWord([
      tag('w:fldChar', { 'w:fldCharType': 'begin', 'w:dirty': 'true' }),
      instruction(`TOC \\o "1-${depth}" \\h \\z`),
      tag('w:fldChar', { 'w:fldCharType': 'separate' }),
    ])
    const lines = entries.map(
      (entry, place) =>
        new Paragraph({
          style: `TOC${entry.level}`,
          tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH, leader: 'dot' }],
          children: [...(place === 0 ? [begin] : []), line(entry, marks.get(entry.id) ?? entry.id)],
        }),
    )
    const end = forWord([tag('w:fldChar', { 'w:fldCharType': 'end' })])
    this.root.push(
      tag('w:sdtPr', {}, [
        tag('w:alias', { 'w:val': title }),
        tag('w:docPartObj', {}, [
          tag('w:docPartGallery', { 'w:val': 'Table of Contents' }),
          tag('w:docPartUnique'),
        ]),
      ]),
      tag('w:sdtContent', {}, [
        ...lines,
        new Paragraph({ spacing: { after: 0 }, children: [end] }),
      ]),
    )
  }
}

function line({ text }: OutlineEntry, mark: string): ParagraphChild {
  const page = new Parts([
    tag('w:fldChar', { 'w:fldCharType': 'begin', 'w:dirty': 'true' }),
    instruction(`PAGEREF ${mark} \\h`),
    tag('w:fldChar', { 'w:fldCharType': 'separate' }),
    tag('w:fldChar', { 'w:fldCharType': 'end' }),
  ])
  const tab = new TextRun({ children: [new Tab()] })
  return new InternalHyperlink({ anchor: mark, children: [...textDocx(text), tab, page] })
}

/** A run of what the library has no words for. */
class Parts extends TextRun {
  constructor(parts: ImportedXmlComponent[]) {
    super({})
    this.root.push(...parts)
  }
}

/** A run that other programs pass over. */
function forWord(parts: ImportedXmlComponent[]): TextRun {
  const { name, address } = WORD
  const choice = tag('mc:Choice', { [`xmlns:${name}`]: address, Requires: name }, parts)
  return new Parts([tag('mc:AlternateContent', {}, [choice])])
}

function instruction(words: string): ImportedXmlComponent {
  return tag('w:instrText', { 'xml:space': 'preserve' }, [words])
}

function tag(
  name: string,
  attributes: Record<string, string> = {},
  children: readonly (ImportedXmlComponent | Paragraph | string)[] = [],
): ImportedXmlComponent {
  const component = new ImportedXmlComponent(name, attributes)
  for (const child of children) component.push(child as ImportedXmlComponent)
  return component
}
