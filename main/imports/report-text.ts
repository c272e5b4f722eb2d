/** Turns the bytes of a text file into text, whatever Windows program wrote it. */

/** The text, or nothing when the bytes are no text in any encoding that is expected. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return readable(new TextDecoder('utf-16le').decode(bytes))
  if (a === 0xfe && b === 0xff) return readable(new TextDecoder('utf-16be').decode(bytes))
  try {
    return readable(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return readable(new TextDecoder('windows-1252').decode(bytes))
  }
}

/** Control characters other than tabs and line ends do not stand in texts, only in other files. */
function readable(text: string): string | undefined {
  const sample = text.slice(0, 200_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const controls = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0
  return controls > sample.length * 0.001 || text.includes('\0') ? undefined : text
}
