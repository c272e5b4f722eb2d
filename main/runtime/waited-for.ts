let isWaited = true

/** For a process that only its own user waits for, as a command is: it may keep itself busy. */
export function nobodyElseWaits(): void {
  isWaited = false
}

/** Whether others would notice if this process did nothing else for a second. */
export const isWaitedFor = (): boolean => isWaited
