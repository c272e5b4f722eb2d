/**
 * Names the draft of a dialog about a piece of the text: by the page, and by what the piece says, since
 * its place moves with every word before it.
 * @param said what the piece says so far; empty for a new one
 */
export function dialogDraft(kind: string, said: string): string {
  const [page = ''] = location.hash.split('?')
  return `text${page.slice(1)}/${kind}/${said.slice(0, 80) || 'new'}`
}
