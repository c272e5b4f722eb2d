import { describe, expect, test } from 'vitest'
import { areaFinder } from '../../domain/areas/finder.ts'
import { readAreas, readEndedAreas } from '../../main/record/metric-resources.ts'

const find = areaFinder(readAreas(), readEndedAreas())

describe('an area is known by whatever the NHS calls it', () => {
  test.each([
    ['QK1', 'E54000015'],
    ['qk1', 'E54000015'],
    ['NHS Leicester, Leicestershire and Rutland Integrated Care Board', 'E54000015'],
    ['NHS LEICESTER, LEICESTERSHIRE AND RUTLAND INTEGRATED CARE BOARD', 'E54000015'],
    ['NHS Leicester, Leicestershire and Rutland ICB - QK1', 'E54000015'],
    ['QK1: NHS Leicester, Leicestershire and Rutland ICB', 'E54000015'],
    ['Leicester, Leicestershire & Rutland (QK1)', 'E54000015'],
    ['Leicester Leicestershire and Rutland ICS', 'E54000015'],
    ['e54000015 ', 'E54000015'],
    ['E54000015 Leicester', 'E54000015'],
    ['Staffordshire & Stoke-on-Trent', 'E54000010'],
    ['STAFFORDSHIRE AND STOKE ON TRENT', 'E54000010'],
    ['NHS Lincolnshire ICB', 'E54000013'],
    ['Lincolnshire County Council', 'E10000019'],
    ['Herefordshire, County of', 'E06000019'],
    ['Leicester City Council', 'E06000016'],
    ['Leicester UA', 'E06000016'],
    ['Leicester City', 'E06000016'],
    ['Herefordshire county of', 'E06000019'],
    ['Newcastle-under-Lyme', 'E07000195'],
    ['Newcastle under Lyme Borough Council', 'E07000195'],
    ['Joined Up Care Derbyshire', 'E54000058'],
    ['MIDLANDS COMMISSIONING REGION', 'E40000011'],
    ['Atlantis', undefined],
  ])('%s', (text, code) => {
    expect(find(text)).toEqual(code === undefined ? undefined : { code })
  })

  test('a code that ended is carried to its successor', () => {
    expect(find('E54000012')).toEqual({ code: 'E54000058', carriedFrom: 'E54000012' })
    for (const { successors } of readEndedAreas())
      for (const code of successors) expect(readAreas().has(code)).toBe(true)
  })

  test('one whose area was divided is not carried to either part', () => {
    expect(find('E10000021')).toEqual({ divided: ['E06000061', 'E06000062'] })
  })

  test('a shared name is asked about, unless its column shows the kind', () => {
    expect(find('Lincolnshire')).toEqual({ several: ['E54000013', 'E10000019'] })
    expect(find('Lincolnshire', 'icb')).toEqual({ code: 'E54000013', chosen: true })
  })
})

test('all 48 districts of today’s Midlands counties are known', () => {
  const of = (county: string) => [...readAreas().values()].filter(({ parent }) => parent === county)
  const counties = {
    ...{ E10000007: 8, E10000018: 7, E10000019: 7, E10000024: 7 },
    ...{ E10000028: 8, E10000031: 5, E10000034: 6 },
  }
  for (const [county, count] of Object.entries(counties))
    expect(of(county), county).toHaveLength(count)
})
