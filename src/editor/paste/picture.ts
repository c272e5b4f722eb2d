/** Pictures from files, made small enough to travel with a document. */

export interface Picture {
  /** `data:` address. */
  src: string
  width: number
  height: number
}

const MOST_PIXELS = 1600
/** Of the address, which is a third longer than the picture's bytes. */
const MOST_CHARACTERS = 1_400_000
const QUALITIES = [0.9, 0.8, 0.65, 0.5]

/** @throws Error with a sentence to show when the file is no picture, or too large however small it is made */
export async function pictureFrom(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(
      'This file is not a picture that can be shown. Choose a PNG, JPEG, GIF or WebP.',
    )
  })
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  if (scale === 1 && /^image\/(png|jpeg|gif|webp)$/.test(file.type)) {
    const src = await addressOf(file)
    if (src.length <= MOST_CHARACTERS) return { src, width, height }
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot make the picture smaller.')
  const asPng = () => {
    context.clearRect(0, 0, width, height)
    context.drawImage(bitmap, 0, 0, width, height)
    return canvas.toDataURL('image/png')
  }
  const png = asPng()
  if (png.length <= MOST_CHARACTERS) return { src: png, width, height }
  // JPEG knows no transparency: what shows through is paper.
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  for (const quality of QUALITIES) {
    const src = canvas.toDataURL('image/jpeg', quality)
    if (src.length <= MOST_CHARACTERS) return { src, width, height }
  }
  throw new Error(
    'This picture is too large: it may have 1 MB. Save it smaller, then choose it again.',
  )
}

function addressOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('This file could not be read.'))
    reader.readAsDataURL(file)
  })
}
