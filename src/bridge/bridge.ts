import type { Bridge } from '../../preload/contract.ts'
import { loopbackBridge } from './loopback-bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload script; absent in a browser. */
    accord?: Bridge
  }
}

/** The one way from the page to the service, whichever host the page runs in. */
export const bridge: Bridge = window.accord ?? loopbackBridge()
