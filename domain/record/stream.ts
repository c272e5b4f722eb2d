import { type Stamp, stampYear } from './clock.ts'

/**
 * Streams and the documents that carry them. `ics:QK1` is a system's stream, `region` the shared
 * one. A stream is cut by year into segments, each a Y.Doc of its own: `ics:QK1:2026`.
 */
export const ODS_CODE = /^[A-Z0-9]{3}$/
const SEGMENT = /^(region|ics:[A-Z0-9]{3}):(\d{4})$/

export type StreamName = 'region' | `ics:${string}`

export function systemStream(ods: string): StreamName {
  return `ics:${ods}`
}

/** The ODS code of a system's stream; `undefined` for the region's. */
export function streamSystem(stream: string): string | undefined {
  return stream.startsWith('ics:') ? stream.slice(4) : undefined
}

/** Name of the segment document in which an entry with this stamp belongs. */
export function segmentName(stream: StreamName, at: Stamp): string {
  return `${stream}:${stampYear(at)}`
}

/** Takes a segment's name apart; `undefined` when the name is not a segment's. */
export function parseSegment(name: string): { stream: StreamName; year: string } | undefined {
  const match = SEGMENT.exec(name)
  return match ? { stream: match[1] as StreamName, year: match[2] as string } : undefined
}
