import type { Attribute } from '@tiptap/core'

/** A text attribute of a node or mark, kept in HTML as `data-<name>` so that copy and paste keep it. */
export function dataAttribute(name: string, missing: string | null = null): Partial<Attribute> {
  const key = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  return {
    default: missing,
    parseHTML: (element) => element.getAttribute(key) ?? missing,
    renderHTML: (attributes) => (attributes[name] === null ? {} : { [key]: attributes[name] }),
  }
}
