/** Colours of carets in the style sheet. */
const HUES = 6

/** Where somebody else is, with their name: the colour is never alone. */
export function caretElement(name: string): HTMLElement {
  const caret = document.createElement('span')
  const label = document.createElement('span')
  caret.className = `caret caret-${hueOf(name)}`
  label.className = 'caret-name'
  label.textContent = name
  caret.append(label)
  return caret
}

/** The same person has the same colour everywhere. */
function hueOf(name: string): number {
  let sum = 0
  for (const letter of name) sum += letter.codePointAt(0) ?? 0
  return sum % HUES
}
