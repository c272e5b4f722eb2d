/**
 * Makes a thing when it is first asked for, and keeps it. What the machine's languages are needed for
 * takes longer to make than a short command has.
 */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
