// An owner's actions: keeps drafts in this browser, refuses NHS numbers, and saves what was answered.

const form = document.querySelector('form')
const done = document.querySelector('.done')
const actions = [...form.querySelectorAll('.action')]
/** One draft for each form that was sent. */
const PLACE = `accord-reply-${form.dataset.request}`
const DAY = /^\d{4}-\d\d-\d\d$/

recall()
form.addEventListener('input', keep)
form.addEventListener('change', (event) => {
  // Said at the field at once: a number that is typed should not wait in a draft.
  const problem = problemOf(event.target)
  show(event.target, problem)
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const problems = fields().flatMap((field) => {
    const words = problemOf(field)
    show(field, words)
    return words === null ? [] : [{ id: field.id, words: `${field.dataset.in}: ${words}` }]
  })
  const answers = actions.flatMap(answerOf)
  const isEmpty = answers.length === 0 && problems.length === 0
  if (isEmpty)
    problems.push({ id: fields()[0].id, words: 'Say something about at least one action.' })
  document.querySelector('.summary h2').textContent = isEmpty
    ? 'There is nothing to save yet'
    : 'Something needs another look'
  accordForm.list(problems)
  if (problems.length === 0) save(answers)
})

done.querySelector('.back').addEventListener('click', () => {
  done.hidden = true
  form.hidden = false
  form.querySelector('h2').focus()
})
for (const button of document.querySelectorAll('.forget'))
  button.addEventListener('click', () => {
    store((place) => place.removeItem(PLACE))
    location.reload()
  })

function fields() {
  return [...form.querySelectorAll('select, textarea, input')]
}

/** What one action's fields say that is new; none where nothing was said. */
function answerOf(action) {
  const value = (name) => action.querySelector(`[data-field="${name}"]`).value.trim() || undefined
  const says = {
    status: value('status'),
    note: value('note'),
    nextStep: value('nextStep'),
    due: value('due'),
    notMine: action.querySelector('[data-field="notMine"]').checked || undefined,
  }
  return Object.values(says).every((each) => each === undefined)
    ? []
    : [{ action: action.dataset.action, says }]
}

/** What is wrong with a field, in words; `null` where nothing is. */
function problemOf(field) {
  const { field: name } = field.dataset
  const value = field.value.trim()
  if (name === 'due' && (field.validity.badInput || (value !== '' && !isDay(value))))
    return 'Write the date as year, month and day, such as 2027-01-31.'
  if (name === 'note') {
    const status = field.closest('.action').querySelector('[data-field="status"]').value
    if (status === 'not-applicable' && value === '') return 'Say why it does not apply.'
  }
  if (field.tagName !== 'TEXTAREA') return null
  const number = lookForNhsNumber(field.value)
  if (number === undefined) return null
  return number.sure
    ? 'This looks like it holds an NHS number, and nothing about a patient may be sent. Take the number out.'
    : `“${number.text.trim()}” could be an NHS number, and nothing about a patient may be sent. Take it out, or if it is a telephone number, write “tel” before it.`
}

function isDay(value) {
  return DAY.test(value) && value >= '2000-01-01' && value < '2200-01-01'
}

function show(field, words) {
  const place = document.getElementById(`${field.id}-problem`)
  if (place === null) return
  place.textContent = words ?? ''
  place.hidden = words === null
  field.setAttribute('aria-invalid', String(words !== null))
}

function save(answers) {
  const id = accordForm.randomId()
  accordForm.saveFile(`accord-reply-${id.slice(0, 8)}.json`, {
    accord: 'owner-reply',
    version: 1,
    id,
    request: form.dataset.request,
    token: form.dataset.token,
    written: new Date().toISOString(),
    answers,
  })
}

function keep() {
  // What no reply may hold is not kept either.
  const values = fields().map((field) =>
    field.type === 'checkbox' ? field.checked : problemOf(field) === null ? field.value : '',
  )
  const isKept = store((place) => place.setItem(PLACE, JSON.stringify(values)) ?? true)
  for (const line of document.querySelectorAll('.kept')) line.hidden = !isKept
}

function recall() {
  const text = store((place) => place.getItem(PLACE))
  if (!text) return
  const values = JSON.parse(text)
  for (const [index, field] of fields().entries()) {
    if (field.type === 'checkbox') field.checked = values[index] === true
    else field.value = values[index] ?? ''
  }
  for (const line of document.querySelectorAll('.kept')) line.hidden = false
}

/** Some browsers give a page on a disk no storage: then there are no drafts. */
function store(use) {
  try {
    return use(localStorage)
  } catch {
    return undefined
  }
}
