export interface Paced<T> {
  say(what: T): void
  stop(): void
}

/**
 * Passes on at once what comes now and then; of what comes faster, only the latest, when its time
 * has come.
 * @param owes ms that must go by first, for another reason than the pace
 */
export function paced<T>(
  perSecond: number,
  atOnce: number,
  passOn: (what: T) => void,
  owes: () => number = () => 0,
): Paced<T> {
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
    const wait = left >= 1 ? owes() : 1000 / perSecond
    if (wait <= 0) {
      left -= 1
      const { what } = latest
      latest = undefined
      passOn(what)
    } else {
      timer = setTimeout(go, wait)
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
