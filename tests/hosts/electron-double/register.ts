import { registerHooks } from 'node:module'

/**
 * Loaded before the built desktop host: gives it a double of Electron, so that the host runs as it
 * is built, on computers without Electron.
 */
const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
})

await import('./control.ts')
