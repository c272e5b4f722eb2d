/** Keys as JSON: an entry has few, and whoever joins hashes a hundred thousand entries. */
const keys = new Map<string, string>()
const MOST_KEYS = 1000

/**
 * JSON that is the same text for the same value on every machine: the keys of objects in the order
 * of their code units, no white space. What a hash is made of.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = value as Record<string, unknown>
  let text = '{'
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key]
    if (field === undefined) continue
    if (text !== '{') text += ','
    text += keyText(key) + canonicalJson(field)
  }
  return `${text}}`
}

function keyText(key: string): string {
  const known = keys.get(key)
  if (known !== undefined) return known
  if (keys.size >= MOST_KEYS) keys.clear()
  const made = `${JSON.stringify(key)}:`
  keys.set(key, made)
  return made
}
