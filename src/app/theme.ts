/** Light or dark, as the person chose or as the system asks. */

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
let chosen: Theme = 'system'

function apply(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && systemDark.matches)
  show(dark ? 'dark' : 'light')
}

function show(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme
}

/** Shows the system's choice, and follows when it changes. Called once, at the start. */
export function followTheme(): void {
  apply()
  systemDark.addEventListener('change', apply)
  // Paper is light.
  window.addEventListener('beforeprint', () => show('light'))
  window.addEventListener('afterprint', apply)
}

export function applyTheme(theme: Theme): void {
  chosen = theme
  apply()
}
