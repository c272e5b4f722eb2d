/** Days and times of day in a time zone, by the zone rules that the machine's own Intl carries. */

/** Whether it is the name of a time zone, such as `Europe/London`. */
export function isZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name)
}

const DAY_MS = 86_400_000

/**
 * The moment (ms since 1970) of a local day and time, `2026-12-03T10:00`. Where clocks go back, the
 * first of the two moments; `undefined` for a time that clocks skip when they go forward.
 * @throws RangeError when there is no such zone
 */
export function momentOf(local: string, zone: string): number | undefined {
  const asUtc = Date.parse(`${local}Z`)
  // No zone moves its clocks twice within two days: its offset is that of the day before or after.
  const candidates = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => asUtc - offsetAt(near, zone))
  const moments = candidates.filter((moment) => moment + offsetAt(moment, zone) === asUtc)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

/** Time of day, `09:30`. */
export function clockIn(moment: number, zone: string): string {
  return localIn(moment, zone).slice(11, 16)
}

/** Local day and time, `2026-12-03T10:00`. */
export function localIn(moment: number, zone: string): string {
  return new Date(moment + offsetAt(moment, zone)).toISOString().slice(0, 16)
}

/** How far the zone's clocks are ahead of UTC at a moment, in ms. */
function offsetAt(moment: number, zone: string): number {
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>
  const { year, month, day, hour, minute, second } = parts
  const shown = Date.UTC(year, month - 1, day, hour, minute, second)
  return shown - Math.floor(moment / 1000) * 1000
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, format)
  return format
}
