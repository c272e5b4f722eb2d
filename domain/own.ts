/**
 * What a table holds under a name that came from outside: a file, a socket, a page. Every object also
 * answers to `constructor`, `toString` and their like; they are none of ours.
 */
export function own<Value>(
  table: Readonly<Partial<Record<string, Value>>>,
  name: string,
): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
