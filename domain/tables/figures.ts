import { markBeside, markInstead } from './marks.ts'

/** Figures as tables write them, read by what the whole column says of its commas. */

/** How a column writes its figures. */
export interface FigureStyle {
  /** `12,5` is twelve and a half, as on the Continent; else a comma parts thousands. */
  decimalComma: boolean
}

export const FIGURE_STYLE_PLAIN: FigureStyle = { decimalComma: false }

/**
 * - `value`: the figure; `percent` where a per cent sign stands behind it; `note` what a mark says.
 * - `absent`: there is none, and a mark says why (`null` for an empty cell).
 * - `unreadable`: it is no figure.
 */
export type FigureReading =
  | { kind: 'value'; value: number; percent: boolean; note: string | null }
  | { kind: 'absent'; note: string | null }
  | { kind: 'unreadable' }

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const SPACED_THOUSANDS = /^[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?$/
const COMMA_DECIMAL = /^[+-]?\d+,\d+$/
const POINT_THOUSANDS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/

/**
 * Gathers how a column writes figures, cell by cell. A comma is a decimal one only where some figure
 * shows it (`12,5`), and none shows that it parts thousands (`1,234.5`, `1,234,567`, `0.5`).
 */
export class FigureEvidence {
  #decimal = false
  #other = false

  see(text: string): void {
    if (this.#other || !/[.,]/.test(text)) return
    const { figure } = bare(text)
    if (COMMA_DECIMAL.test(figure) && !THOUSANDS.test(figure)) this.#decimal = true
    else if (/,\d{3}[,.]/.test(figure) || /^[+-]?\d*\.\d+$/.test(figure)) this.#other = true
  }

  get style(): FigureStyle {
    return { decimalComma: this.#decimal && !this.#other }
  }
}

export function readFigure(text: string, { decimalComma }: FigureStyle): FigureReading {
  const trimmed = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  if (trimmed === '') return { kind: 'absent', note: null }
  const direct = number(trimmed, decimalComma)
  if (direct) return { kind: 'value', ...direct, note: null }
  const instead = markInstead(trimmed)
  if (instead) return { kind: 'absent', note: instead.meaning }
  const beside = markBeside(trimmed)
  const marked = beside && number(beside.figure, decimalComma)
  return marked ? { kind: 'value', ...marked, note: beside.mark.meaning } : { kind: 'unreadable' }
}

function number(
  text: string,
  decimalComma: boolean,
): { value: number; percent: boolean } | undefined {
  const { figure, percent } = bare(text)
  const plain = decimalComma
    ? COMMA_DECIMAL.test(figure) || POINT_THOUSANDS.test(figure)
      ? figure.replaceAll('.', '').replace(',', '.')
      : figure
    : THOUSANDS.test(figure)
      ? figure.replaceAll(',', '')
      : SPACED_THOUSANDS.test(figure)
        ? figure.replaceAll(' ', '')
        : figure
  if (!PLAIN.test(plain)) return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? { value, percent } : undefined
}

/** The figure alone: without a currency or per cent sign; `(5.2)` is how accounts write -5.2. */
function bare(text: string): { figure: string; percent: boolean } {
  const plain = text
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
  const percent = /%\)?$|\bper ?cent$/i.test(plain)
  const figure = plain
    .replace(/ ?(?:%|per ?cent)(\)?)$/i, '$1')
    .replace(/^([+-]?)[£€] ?/, '$1')
    .replace(/^\(([\d.,]+)\)$/, '-$1')
  return { figure, percent }
}
