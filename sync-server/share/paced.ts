export interface Paced<T> {
  say(what: T): void
  stop(): void
}

/**
 * Passes on at once what comes now and then; of what comes faster, only the latest, when its time
 * has come.
 */
export function paced<T>(perSecond: number, atOnce: number, passOn: (what: T) => void): Paced<T> {
  let left = atOnce
  let at = Date.now()
  let latest: { what: T } | undefined
  let timer: NodeJS.Timeout | undefined

  function go(): void {
    timer = undefined
    const moment = Date.now()
    left = Math.min(atOnce, left + (Math.max(0, moment - at) / 1000) * perSecond)
    at = moment
    if (!latest) return
    if (left >= 1) {
      left -= 1
      const { what } = latest
      latest = undefined
      passOn(what)
    } else {
      timer = setTimeout(go, 1000 / perSecond)
      timer.unref()
    }
  }

  return {
    say(what) {
      latest = { what }
      if (!timer) go()
    },
    stop() {
      clearTimeout(timer)
      latest = undefined
    },
  }
}
