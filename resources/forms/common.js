// Runs before the own script of each one-page form, from a disk and without a network: what all of
// them do alike. The page hands nothing to anybody: it saves a small file to send back.

globalThis.accordForm = { list, randomId, saveFile }

const title = document.title

/** Lists at the top what is still to be mended, with a way to each: the id of a field and words. */
function list(problems) {
  const summary = document.querySelector('.summary')
  summary.hidden = problems.length === 0
  summary.querySelector('ul').replaceChildren(...problems.map(wayTo))
  document.title = problems.length === 0 ? title : `Not finished: ${title}`
  if (problems.length > 0) summary.focus()
}

function wayTo({ id, words }) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = `#${id}`
  link.textContent = words
  link.addEventListener('click', (event) => {
    event.preventDefault()
    document.getElementById(id).focus()
  })
  item.append(link)
  return item
}

/** Hands the person a file to keep, and shows its name in place of the form. */
function saveFile(name, content) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }),
  )
  link.download = name
  link.click()
  const done = document.querySelector('.done')
  done.querySelector('.name').textContent = name
  document.querySelector('form').hidden = true
  done.hidden = false
  done.focus()
}

/** A UUID of version 4. Made by hand, since a page on a disk may not have `randomUUID`. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
