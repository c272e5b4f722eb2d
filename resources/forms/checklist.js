// The organisational checklist: checks that every question has an answer, and saves the answers.

const form = document.querySelector('form')
const id = accordForm.randomId()

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const missing = [...form.querySelectorAll('fieldset')].filter((set) => !isAnswered(set))
  tell(missing)
  if (missing.length === 0) save()
})

// The next person at the same screen begins anew, under a number of their own.
document.querySelector('.done button').addEventListener('click', () => location.reload())

/** Marks the questions that have no answer, and lists them. */
function tell(missing) {
  for (const set of form.querySelectorAll('fieldset')) {
    const isMissing = missing.includes(set)
    set.classList.toggle('missing', isMissing)
    set.querySelector('.problem').hidden = !isMissing
  }
  accordForm.list(
    missing.map((set) => ({
      id: set.querySelector('input').id,
      words: set.querySelector('legend').textContent,
    })),
  )
}

function isAnswered(set) {
  return set.querySelector('input:checked') !== null
}

function save() {
  const given = Object.fromEntries(new FormData(form))
  const { level, remark, ...answers } = given
  accordForm.saveFile(`accord-answer-${id.slice(0, 8)}.json`, {
    accord: 'checklist-answer',
    version: 1,
    round: form.dataset.round,
    id,
    level,
    answers,
    remark: remark.trim() || null,
  })
}
