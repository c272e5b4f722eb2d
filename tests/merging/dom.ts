import { JSDOM } from 'jsdom'

/** As much of a browser as an editor needs that nobody looks at; to be imported before the editor. */
const { window } = new JSDOM('<!doctype html><html><body></body></html>', {
  pretendToBeVisual: true,
  url: 'http://localhost/',
})
const NAMES = [
  'document navigator Node Element HTMLElement DOMParser MutationObserver KeyboardEvent Range Text',
  'Document DocumentFragment HTMLImageElement XMLSerializer innerHeight innerWidth getSelection',
  'getComputedStyle requestAnimationFrame cancelAnimationFrame',
].flatMap((line) => line.split(' '))
const put = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
put('window', window)
for (const name of NAMES) {
  const value = (window as unknown as Record<string, unknown>)[name]
  const isFunction = typeof value === 'function' && /^[a-z]/.test(name)
  put(name, isFunction ? (value as () => void).bind(window) : value)
}
put('Event', window.Event)
put('IntersectionObserver', Nothing)
put('ResizeObserver', Nothing)
const nowhere = { top: 0, left: 0, right: 0, bottom: 0, width: 0, height: 0 }
Range.prototype.getClientRects = () => [] as never
Range.prototype.getBoundingClientRect = () => nowhere as never
document.elementFromPoint = () => null
window.HTMLElement.prototype.scrollIntoView = () => {}
window.scrollTo = () => {}

function Nothing() {
  return { observe() {}, unobserve() {}, disconnect() {} }
}
