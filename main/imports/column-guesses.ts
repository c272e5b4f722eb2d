import { FIGURE_STYLE_PLAIN, readFigure } from '../../domain/tables/figures.ts'
import type { TableColumn } from '../../preload/metrics-types.ts'
import { headingKey } from './row-problems.ts'

/**
 * Headings by which a column's content can be guessed, compared without case and punctuation; of
 * those that a table has, the first counts. From the tables of OHID, NHS England, ONS, Nomis, DfE,
 * DWP and UKHSA, and from those that analysts make.
 */
const GUESSES: Record<TableColumn, readonly string[]> = {
  indicator: [
    ...['indicatorid', 'indicator', 'metric', 'measure', 'indicatorname', 'metricname'],
    ...['measurename', 'measureid', 'measuresname', 'variablename'],
  ],
  area: [
    ...[
      'areacode',
      'onscode',
      'icbcode',
      'icbcd',
      'icb23cd',
      'icb22cd',
      'icb24cd',
      'geographycode',
    ],
    ...['administrativegeography', 'newlacode', 'lacode', 'ladcode', 'ltlacode', 'utlacode'],
    ...['orgcode', 'organisationcode', 'odscode', 'primarylevel', 'code', 'area', 'icb', 'system'],
    ...['areaname', 'icbname', 'geographyname', 'geography', 'laname', 'localauthority'],
    ...['orgname', 'organisation', 'organisationname', 'regioncode', 'region', 'location'],
    ...['integratedcareboard', 'board', 'place', 'nationalregionallaoas'],
  ],
  period: [
    ...['timeperiod', 'period', 'reportingperiod', 'reportingperiodstart', 'monthofreport'],
    ...['month', 'date', 'datename', 'financialyear', 'academicyear', 'quarter', 'week', 'year'],
    ...['time', 'calendaryears', 'v40time', 'weekending', 'yearending', 'periodname'],
  ],
  value: [
    ...['value', 'metricvalue', 'measurevalue', 'obsvalue', 'percentage', 'percent', 'rate'],
    ...['proportion', 'v40', 'v41', 'observation', 'indicatorvalue', 'figure', 'estimate'],
  ],
  sex: ['sex', 'gender', 'characteristicsex'],
  age: ['age', 'agegroup', 'ageband', 'agegroups', 'characteristicage'],
  categoryType: ['categorytype', 'breakdown', 'breakdowntopic', 'stratifier', 'dimension'],
  category: [
    ...['category', 'group', 'ethnicgroup', 'ethnicity', 'decile', 'quintile', 'imddecile'],
    ...['imdquintile', 'deprivationdecile', 'deprivationquintile', 'quantile', 'stratum'],
  ],
  lower95: [
    ...['lowerci950limit', 'lowerci', 'lower', 'lower95', 'lowerci95', 'lci', 'lowercl'],
    ...['lowerconfidencelimit', 'lower95ci', 'lowerlimit', 'lowerconfidenceinterval'],
  ],
  upper95: [
    ...['upperci950limit', 'upperci', 'upper', 'upper95', 'upperci95', 'uci', 'uppercl'],
    ...['upperconfidencelimit', 'upper95ci', 'upperlimit', 'upperconfidenceinterval'],
  ],
  lower998: ['lowerci998limit', 'lower998'],
  upper998: ['upperci998limit', 'upper998'],
  standardError: ['standarderror', 'se', 'stderr', 'stderror'],
  count: ['count', 'numerator', 'numberofcases', 'number'],
  denominator: ['denominator', 'population', 'pop'],
  note: ['valuenote', 'note', 'comment', 'notes', 'remarks', 'obsstatusname'],
}

const KNOWN = new Set(Object.values(GUESSES).flat())

/** Whether a text is a heading that values of metrics stand under. */
export function knownHeading(heading: string): boolean {
  return KNOWN.has(guessKey(heading))
}

/** Units and marks of notes stand behind a heading's name: `Value (per 1,000) [note 2]`. */
function guessKey(heading: string): string {
  const whole = headingKey(heading)
  return KNOWN.has(whole) ? whole : headingKey(heading.replace(/\([^)]*\)|\[[^\]]*\]/g, ' '))
}

/** What the columns look like they hold, by their headings; no column holds two things. */
export function suggestColumns(headings: readonly string[]): Partial<Record<TableColumn, number>> {
  const keys = headings.map(guessKey)
  const taken = new Set<number>()
  const found = Object.entries(GUESSES).flatMap(([column, names]) => {
    const named = names.map((name) => keys.indexOf(name)).find((position) => position >= 0)
    const at = named ?? (column === 'area' ? codeColumn(keys) : undefined)
    if (at === undefined || taken.has(at)) return []
    taken.add(at)
    return [[column, at] as const]
  })
  return Object.fromEntries(found)
}

/**
 * The one column of figures that nothing else is known of, for tables whose value stands under the
 * measure's own name, such as `Percentage within 18 weeks`.
 * @param rows the first rows under the headings
 */
export function suggestValue(
  suggested: Partial<Record<TableColumn, number>>,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Partial<Record<TableColumn, number>> {
  if (suggested.value !== undefined || rows.length === 0) return suggested
  const taken = new Set(Object.values(suggested))
  const figures = headings.flatMap((heading, at) => {
    if (heading === '' || taken.has(at)) return []
    const readings = rows
      .filter((row) => row.filter((cell) => cell.trim() !== '').length > 1)
      .map((row) => readFigure(row[at] ?? '', FIGURE_STYLE_PLAIN).kind)
    const words = readings.filter((kind) => kind === 'unreadable').length
    return readings.includes('value') && words * 2 < readings.length ? [at] : []
  })
  return figures.length === 1 ? Object.assign({}, suggested, { value: figures[0]! }) : suggested
}

/** ONS heads a column of codes by the kind of area and the year: `LAD23CD`, `ICB24CD`. */
function codeColumn(keys: readonly string[]): number | undefined {
  const at = keys.findIndex((key) =>
    /^(?:icb|lad|ltla|utla|ctyua|rgn|ctry|nhser)\d{2}cd$/.test(key),
  )
  return at < 0 ? undefined : at
}
