/** Cuts the editor off from the shared document, at once and for good. */
export class StopBinding {
  #stop: (() => void) | undefined
  set(stop: () => void): void {
    this.#stop = stop
  }
  now(): void {
    this.#stop?.()
  }
}
