/** Width and height in pixels as the head of a picture's file gives them. */
export interface PixelSize {
  width: number
  height: number
}

/** Enough for the head of any picture, and for the details cameras put before a JPEG's size. */
const HEAD = 262_144

/** The size of a picture in a data address; null when its head does not tell. */
export function imageSize(address: string): PixelSize | null {
  const comma = address.indexOf(',')
  const encoded = address.slice(comma + 1, comma + 1 + HEAD)
  const bytes = bytesOf(encoded.slice(0, encoded.length - (encoded.length % 4)))
  const view = new DataView(bytes.buffer)
  try {
    const size = pngSize(view) ?? gifSize(view) ?? webpSize(view) ?? jpegSize(view)
    return size && size.width > 0 && size.height > 0 ? size : null
  } catch {
    // A file cut short ends before its size.
    return null
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return new Uint8Array(0)
  }
}

function pngSize(view: DataView): PixelSize | null {
  if (view.getUint32(0) !== 0x89504e47) return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function gifSize(view: DataView): PixelSize | null {
  if (view.getUint32(0) !== 0x47494638) return null
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** The three ways WebP keeps its size: lossy, lossless and extended. */
function webpSize(view: DataView): PixelSize | null {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return null
  const way = String.fromCharCode(view.getUint8(15))
  if (way === 'X') return { width: int24(view, 24) + 1, height: int24(view, 27) + 1 }
  if (way === 'L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

const int24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) + (view.getUint8(at + 2) << 16)

/** Goes from marker to marker to the one that starts a frame. */
function jpegSize(view: DataView): PixelSize | null {
  if (view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (marker < 0xff01) return null
    const startsFrame = marker >= 0xffc0 && marker <= 0xffcf
    if (startsFrame && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
}
