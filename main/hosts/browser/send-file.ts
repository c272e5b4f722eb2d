import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** Sends a file for the browser to keep under its name. */
export async function sendFile(
  response: ServerResponse,
  file: { path: string; name: string; type: string },
): Promise<void> {
  const { size } = await stat(file.path)
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': size,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(file.name)}`,
    'Cache-Control': 'no-store',
  })
  await pipeline(createReadStream(file.path), response)
}

/** RFC 8187: what `encodeURIComponent` leaves and the header's grammar does not. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
