import type { PlotOptions } from '@observablehq/plot'
import type { Look } from './look.ts'

/** A picture of data, with everything that has to stand beside it. Pure: it draws nothing itself. */
export interface Picture {
  /** What it shows. */
  title: string
  /** What it means, in sentences: the text alternative. */
  meaning: string
  table: PictureTable
  /** The specification for Observable Plot; `document` is for the drawer to add. */
  plot: (look: Look) => PlotOptions
}

/** The numbers behind a picture, ready to read. */
export interface PictureTable {
  columns: readonly { heading: string; isNumber?: boolean }[]
  /** Texts in the order of the columns; the first names the row. */
  rows: readonly (readonly string[])[]
}
