import { paperLook } from '../../../charts/look.ts'
import type { Picture } from '../../../charts/picture.ts'
import { column, figure, inlines } from '../../../domain/publication/build.ts'
import type { Figure } from '../../../domain/publication/tree.ts'
import { draw } from './draw.ts'

/** A picture of the interface as a figure of a document, with the numbers behind it. */
export async function chartFigure({ title, meaning, table, plot }: Picture): Promise<Figure> {
  const drawing = await draw(({ document, Plot }) => Plot.plot({ ...plot(paperLook()), document }))
  return figure(drawing, meaning, {
    caption: title,
    numbers: {
      columns: table.columns.map(({ heading, isNumber }, index) =>
        column(heading, {
          ...(isNumber && { align: 'end' }),
          width: index === 0 ? 3 : widthOf(table, index),
        }),
      ),
      rows: table.rows.map((row) => row.map((cell) => inlines(cell))),
    },
  })
}

/** Words take more room than a number, and two numbers, such as limits, more than one. */
function widthOf({ columns, rows }: Picture['table'], index: number): number {
  if (!columns[index]?.isNumber) return 2
  return rows.some((row) => row[index]?.includes(' ')) ? 1.7 : 1
}
