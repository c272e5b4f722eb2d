import { readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'
import { makePrivateFolder } from '../../../disk/private-files.ts'

/** Where the window was last, so that it opens there again: on the same screen, if that is still there. */
const Place = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(360),
  height: z.number().int().min(400),
  maximised: z.boolean(),
})
export type Place = z.infer<typeof Place>

/** So much of the window's top, in pixels, must lie on a screen for a person to take hold of it. */
const HOLD = 80

/** The place kept in a file; nothing where there is none, or where no screen shows it any more. */
export function readPlace(path: string): Place | undefined {
  try {
    const place = Place.parse(JSON.parse(readFileSync(path, 'utf8')))
    return screen.getAllDisplays().some(({ workArea }) => canHold(place, workArea))
      ? place
      : undefined
  } catch {
    return undefined
  }
}

function canHold({ x, y, width }: Place, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return across >= HOLD && y >= area.y - HOLD / 2 && y <= area.y + area.height - HOLD / 2
}

/** Keeps the window's place as it closes. */
export function keepPlace(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    const place: Place = { ...window.getNormalBounds(), maximised: window.isMaximized() }
    try {
      makePrivateFolder(dirname(path))
      writeFileSync(path, JSON.stringify(place), { mode: 0o600 })
    } catch {
      // It opens in the middle next time.
    }
  })
}
