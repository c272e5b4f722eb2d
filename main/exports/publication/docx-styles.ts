import {
  AlignmentType,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
} from 'docx'
import type { CalloutTone } from '../../../domain/publication/tree.ts'
import { FONT, PALETTE, TONES } from './palette.ts'

/** Lengths are in twips, a twentieth of a point; sizes of type in half points. */
export const PAGE = { width: 11906, height: 16838, margin: 1247 }
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin

const STEP = 340
const CALLOUT_INDENT = 227
const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8]
const BULLETS = ['•', '–', '▪']
const NUMBERS = [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN] as const

export const TABLE_STYLE = 'AccordTable'
export const calloutStyle = (tone: CalloutTone) =>
  `Callout${tone[0]!.toUpperCase()}${tone.slice(1)}`

/** In running text, or within a callout's own margin. */
type Place = 'text' | 'callout'

export const bullets = (place: Place) => `${place}-bullets`
export const numbersFrom = (place: Place, start: number) => `${place}-numbers-${start}`

/**
 * The lists that a document's paragraphs are in.
 * @param starts first numbers of its ordered lists
 */
export function numbering(starts: Iterable<number>): INumberingOptions {
  const places: Place[] = ['text', 'callout']
  return {
    config: places.flatMap((place) => [
      { reference: bullets(place), levels: LEVELS.map((level) => bullet(level, place)) },
      ...[...starts].map((start) => ({
        reference: numbersFrom(place, start),
        levels: LEVELS.map((level) => ({ ...number(level, place), start })),
      })),
    ]),
  }
}

function bullet(level: number, place: Place) {
  return {
    level,
    format: LevelFormat.BULLET,
    text: BULLETS[level % BULLETS.length]!,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: levelIndent(level, place) } },
  }
}

function number(level: number, place: Place) {
  return {
    level,
    format: NUMBERS[level % NUMBERS.length]!,
    text: `%${level + 1}.`,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: levelIndent(level, place) } },
  }
}

function levelIndent(level: number, place: Place) {
  const margin = place === 'callout' ? CALLOUT_INDENT : 0
  return { left: margin + STEP * (level + 1), hanging: STEP }
}

function headingStyle(size: number, color: string, before: number) {
  return {
    run: { size, bold: true, color, font: FONT },
    paragraph: {
      spacing: { before, after: 120, line: 264, lineRule: LineRuleType.AUTO },
      keepNext: true,
      keepLines: true,
    },
  }
}

function paragraphStyle(
  id: string,
  name: string,
  options: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>,
): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', next: id, quickFormat: true, ...options }
}

const callouts = (Object.keys(TONES) as CalloutTone[]).map((tone) =>
  paragraphStyle(calloutStyle(tone), `Callout ${tone}`, {
    paragraph: {
      indent: { left: CALLOUT_INDENT, right: 113 },
      spacing: { before: 0, after: 0, line: 280, lineRule: LineRuleType.AUTO },
      keepLines: true,
      shading: { fill: TONES[tone].paper },
      border: { left: { style: 'single', size: 36, color: TONES[tone].edge, space: 8 } },
    },
  }),
)

export function styles(language: string): IStylesOptions {
  return {
    default: {
      document: {
        run: {
          font: FONT,
          size: 21,
          color: PALETTE.ink,
          language: { value: language, eastAsia: 'zh-CN', bidirectional: 'ar-SA' },
        },
        paragraph: { spacing: { after: 140, line: 280, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { size: 48, bold: true, color: PALETTE.darkBlue, font: FONT },
        paragraph: {
          spacing: { after: 120, line: 252, lineRule: LineRuleType.AUTO },
          keepNext: true,
        },
      },
      heading1: headingStyle(33, PALETTE.darkBlue, 400),
      heading2: headingStyle(26, PALETTE.darkBlue, 320),
      heading3: headingStyle(23, PALETTE.darkBlue, 260),
      heading4: headingStyle(21, PALETTE.ink, 220),
      caption: {
        run: { size: 20, color: PALETTE.ink },
        paragraph: { spacing: { before: 80, after: 100 }, keepLines: true },
      },
      hyperlink: { run: { color: PALETTE.blue, underline: { type: 'single' } } },
      footnoteText: {
        run: { size: 18 },
        paragraph: { spacing: { after: 40, line: 260, lineRule: LineRuleType.AUTO } },
      },
    },
    paragraphStyles: [
      paragraphStyle('Subtitle', 'Subtitle', { run: { size: 26 } }),
      paragraphStyle('Byline', 'Byline', { run: { color: PALETTE.quiet } }),
      paragraphStyle('Status', 'Status', {
        run: { bold: true },
        paragraph: {
          spacing: { after: 300 },
          border: { bottom: { style: 'single', size: 20, color: PALETTE.blue, space: 8 } },
        },
      }),
      paragraphStyle('TOCHeading', 'TOC Heading', {
        run: { size: 30, bold: true, color: PALETTE.darkBlue },
        paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
      }),
      ...[1, 2, 3, 4].map((level) =>
        paragraphStyle(`TOC${level}`, `toc ${level}`, {
          paragraph: { indent: { left: (level - 1) * 280 }, spacing: { after: 40 } },
        }),
      ),
      paragraphStyle('ListBullet', 'List Bullet', { paragraph: { spacing: { after: 60 } } }),
      paragraphStyle('ListNumber', 'List Number', { paragraph: { spacing: { after: 60 } } }),
      paragraphStyle('TableText', 'Table Text', {
        run: { size: 19 },
        paragraph: { spacing: { before: 40, after: 40, line: 260, lineRule: LineRuleType.AUTO } },
      }),
      paragraphStyle('TableTextSmall', 'Table Text Small', {
        run: { size: 16 },
        paragraph: { spacing: { before: 40, after: 40, line: 260, lineRule: LineRuleType.AUTO } },
      }),
      paragraphStyle('TableNote', 'Table Note', {
        run: { size: 18, color: PALETTE.quiet },
        paragraph: { spacing: { before: 80 } },
      }),
      paragraphStyle('Quote', 'Quote', {
        paragraph: {
          indent: { left: 284 },
          border: { left: { style: 'single', size: 18, color: PALETTE.line, space: 10 } },
        },
      }),
      paragraphStyle('DefinitionTerm', 'Definition Term', {
        run: { bold: true },
        paragraph: { spacing: { after: 0 }, keepNext: true },
      }),
      paragraphStyle('Definition', 'Definition', { paragraph: { indent: { left: STEP } } }),
      paragraphStyle('Reference', 'Reference', {
        paragraph: {
          indent: { left: 480, hanging: 480 },
        },
      }),
      ...callouts,
    ],
    characterStyles: [
      {
        id: 'Code',
        name: 'Code',
        run: { font: 'Consolas', size: 19, shading: { fill: PALETTE.head } },
      },
    ],
  }
}

/**
 * Styles that the library has no words for, to start from: the one all others are based on, and the
 * table's, with a head that stands out and light bands. The table's says nothing of a first column:
 * LibreOffice would set it in bold where it heads no rows, too. Cells that head a row say so themselves.
 */
export const BASE_STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="${TABLE_STYLE}">
  <w:name w:val="Accord Table"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblStyleRowBandSize w:val="1"/>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="${PALETTE.line}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="${PALETTE.line}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="20" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
      <w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:bCs/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="${PALETTE.blue}"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="${PALETTE.head}"/>
    </w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="band2Horz">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="${PALETTE.band}"/></w:tcPr>
  </w:tblStylePr>
</w:style>
</w:styles>`
