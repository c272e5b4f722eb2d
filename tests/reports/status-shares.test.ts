import { expect, test } from 'vitest'
import { statusSharesPicture } from '../../charts/specs/status-shares.ts'
import { STATUSES, type Status } from '../../domain/record/statuses.ts'
import { chartFigure } from '../../main/exports/publication/chart.ts'

const counts = (some: Partial<Record<Status, number>>) =>
  ({ ...Object.fromEntries(STATUSES.map((s) => [s, 0])), ...some }) as Record<Status, number>

test('shares of statuses leave out what does not apply, and have every count beside them', async () => {
  const picture = statusSharesPicture({
    title: 'Statuses',
    places: [
      {
        name: 'Here',
        counts: counts({ complete: 3, embedded: 2, blocked: 1, 'not-applicable': 9 }),
      },
      { name: 'Nowhere', counts: counts({ 'not-applicable': 4 }) },
    ],
  })
  expect(picture.table.rows).toEqual([
    ['Here', '5', '0', '0', '1', '0', '6'],
    ['Nowhere', '0', '0', '0', '0', '0', '0'],
  ])
  expect(picture.meaning).toContain('Here: 5 of 6 complete or embedded, 1 still open.')
  const { drawing } = await chartFigure(picture)
  for (const words of ['Here', 'Nowhere', 'Blocked', 'Share of the actions that apply'])
    expect(drawing.svg).toContain(words)
})
