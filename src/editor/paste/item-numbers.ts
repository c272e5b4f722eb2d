/**
 * Items that say their own number, as some programs write them, in lists that begin with it: where a number
 * does not carry on from the one before, a list of its own begins, since people refer to these numbers.
 */
export function numbersOfItems(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ol')) {
    let current: Element = list
    let next = startOf(list)
    for (const item of [...list.children].filter(({ tagName }) => tagName === 'LI')) {
      const said = wholeNumber(item.getAttribute('value'))
      if (said !== undefined && said !== next) {
        if (current.firstElementChild !== item) current = splitBefore(current, item)
        current.setAttribute('start', String(said))
        next = said
      }
      next += 1
    }
  }
}

const startOf = (list: Element): number => wholeNumber(list.getAttribute('start')) ?? 1

function wholeNumber(written: string | null): number | undefined {
  return written !== null && /^\s*\d{1,4}\s*$/.test(written) ? Number(written) : undefined
}

/** Moves an item and those behind it to a list of their own. */
function splitBefore(list: Element, item: Element): Element {
  const rest = list.cloneNode(false) as Element
  const moved = [...list.children]
  rest.append(...moved.slice(moved.indexOf(item)))
  list.after(rest)
  return rest
}
