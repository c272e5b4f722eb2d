/** Day 0 of Excel's calendar, so chosen that every day from 1 March 1900 counts right. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)
/** Days between Excel's two calendars: that of 1900 and the old Macintosh one of 1904. */
const CALENDAR_1904_DAYS = 1462
const DAY_MS = 24 * 60 * 60 * 1000
/** Excel counts a 29 February 1900 that never was. */
const LEAP_MISTAKE = 60

/**
 * Excel's number for a day as an ISO date; `undefined` where it is no day from 1900 to 9999.
 * @param calendar1904 whether the workbook counts from 1 January 1904
 */
export function isoOfSerial(serial: number, calendar1904 = false): string | undefined {
  const days = Math.floor(serial) + (calendar1904 ? CALENDAR_1904_DAYS : 0)
  if (!Number.isFinite(days) || days < 1 || days > 2_958_465) return undefined
  const counted = days < LEAP_MISTAKE && !calendar1904 ? days + 1 : days
  return new Date(EXCEL_EPOCH_MS + counted * DAY_MS).toISOString().slice(0, 10)
}
