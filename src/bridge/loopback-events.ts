import type { ServiceEvent } from '../../preload/contract.ts'

const NAME = 'accord-events'
const TRY_AGAIN_MS = 1000
const UP: ServiceEvent = { type: 'link', up: true }
const DOWN: ServiceEvent = { type: 'link', up: false }
const EVERYTHING: ServiceEvent = { type: 'changed', what: 'everything', origin: 'local' }

/**
 * Hears the service's events for as long as the page is open. One tab holds the connection and
 * passes on what it hears: a browser keeps six connections open to one host, and a seventh tab with
 * its own would not be answered any more. When that tab closes, another takes over.
 */
export function hearEvents(tell: (event: ServiceEvent) => void): void {
  const tabs = new BroadcastChannel(NAME)
  tabs.onmessage = (message: MessageEvent<ServiceEvent>) => tell(message.data)
  const tellAll = (event: ServiceEvent) => {
    tell(event)
    tabs.postMessage(event)
  }
  const untilClosed = new Promise<void>(() => undefined)
  const hold = (lost: boolean) => {
    listenFrom(tellAll, lost)
    return untilClosed
  }
  void navigator.locks.request(NAME, { ifAvailable: true }, (lock) => {
    if (lock) return hold(false)
    void navigator.locks.request(NAME, () => hold(true))
  })
}

/** @param lost whether something may have been said before, while nobody listened */
function listenFrom(tell: (event: ServiceEvent) => void, lost: boolean): void {
  const source = new EventSource('/events')
  let isLost = lost
  source.onmessage = (message) => tell(JSON.parse(message.data))
  source.onerror = () => {
    isLost = true
    tell(DOWN)
    // Where the host does not know this browser any more, the page cannot find back by itself.
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => listenFrom(tell, true), TRY_AGAIN_MS)
  }
  source.onopen = () => {
    if (isLost) {
      tell(UP)
      tell(EVERYTHING)
    }
    isLost = false
  }
}
