// Runs in the one-page form, from a disk and without a network: checks that every question has an
// answer, and saves the answers as a small file to send back.

const form = document.querySelector('form')
const summary = document.querySelector('.summary')
const done = document.querySelector('.done')
const title = document.title
const id = randomId()

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const missing = [...form.querySelectorAll('fieldset')].filter((set) => !isAnswered(set))
  tell(missing)
  if (missing.length === 0) save()
})

done.querySelector('button').addEventListener('click', () => location.reload())

/** Marks the questions that have no answer, and lists them at the top with a way to each. */
function tell(missing) {
  for (const set of form.querySelectorAll('fieldset')) {
    const isMissing = missing.includes(set)
    set.classList.toggle('missing', isMissing)
    set.querySelector('.problem').hidden = !isMissing
  }
  summary.hidden = missing.length === 0
  summary.querySelector('ul').replaceChildren(...missing.map(wayTo))
  document.title = missing.length === 0 ? title : `Not finished: ${title}`
  if (missing.length > 0) summary.focus()
}

function isAnswered(set) {
  return set.querySelector('input:checked') !== null
}

function wayTo(set) {
  const item = document.createElement('li')
  const link = document.createElement('a')
  const first = set.querySelector('input')
  link.href = `#${first.id}`
  link.textContent = set.querySelector('legend').textContent
  link.addEventListener('click', (event) => {
    event.preventDefault()
    first.focus()
  })
  item.append(link)
  return item
}

function save() {
  const given = Object.fromEntries(new FormData(form))
  const { level, remark, ...answers } = given
  const content = {
    accord: 'checklist-answer',
    version: 1,
    round: form.dataset.round,
    id,
    level,
    answers,
    remark: remark.trim() || null,
  }
  const name = `accord-answer-${id.slice(0, 8)}.json`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }),
  )
  link.download = name
  link.click()
  done.querySelector('.name').textContent = name
  // The next person at the same screen begins anew, under a number of their own.
  form.hidden = true
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
