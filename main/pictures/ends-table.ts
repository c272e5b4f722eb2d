import type { Picture } from '../../charts/picture.ts'
import { bare } from '../../charts/specs/values.ts'
import type { Point, Series } from '../../preload/metrics-types.ts'

/** Of the numbers behind lines over time those that a page has room for: the first and the latest. */
export function endsTable(
  series: readonly Series[],
  { heading, unit }: { heading: string; unit: string },
): Picture['table'] {
  const cells = (point: Point | undefined) => [point?.period ?? '', bare(point?.value)]
  return {
    columns: [
      { heading },
      { heading: 'First period' },
      { heading: `Value, ${unit}`, isNumber: true },
      { heading: 'Latest period' },
      { heading: `Value, ${unit}`, isNumber: true },
    ],
    rows: series.map(({ area, points }) => {
      const known = points.filter(({ value }) => value !== null)
      return [area.name, ...cells(known[0]), ...cells(known.at(-1))]
    }),
  }
}
