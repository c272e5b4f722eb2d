import { Mark } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** Where a link may lead: nothing that runs in the page, nothing on this machine. */
const SAFE = /^(https?:\/\/|mailto:|tel:)[^\s]+$/i

/** The address as it may be kept, "www.nhs.uk" as "https://www.nhs.uk"; null when it is none. */
export function safeHref(typed: string): string | null {
  const text = typed.trim()
  if (SAFE.test(text)) return text
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?$/.test(text)) return `https://${text}`
  return null
}

/** A link. Pasting an address over chosen words makes them one. */
export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  exitable: true,
  addAttributes() {
    return { href: { default: '' } }
  },
  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href') ?? ''
          return SAFE.test(href) ? { href } : false
        },
      },
    ]
  },
  renderHTML({ mark }) {
    const href = safeHref(String(mark.attrs.href))
    return ['a', href ? { href, rel: 'noopener noreferrer', target: '_blank' } : {}, 0]
  },
  addProseMirrorPlugins() {
    const { editor, type } = this
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const text = event.clipboardData?.getData('text/plain').trim() ?? ''
            const { from, to, empty } = view.state.selection
            if (
              empty ||
              !SAFE.test(text) ||
              !view.state.selection.$from.sameParent(view.state.selection.$to)
            )
              return false
            editor.view.dispatch(view.state.tr.addMark(from, to, type.create({ href: text })))
            return true
          },
        },
      }),
    ]
  },
})
