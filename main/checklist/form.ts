import { writeFile } from 'node:fs/promises'
import {
  CHECKLIST_GROUPS,
  CHECKLIST_QUESTIONS,
  CHECKLIST_REMARK,
  type ChecklistQuestion,
} from '../../domain/checklist/questions.ts'
import {
  CHECKLIST_ANSWER_WORDS,
  CHECKLIST_ANSWERS,
  CHECKLIST_LEVEL_HINTS,
  CHECKLIST_LEVEL_WORDS,
  CHECKLIST_LEVELS,
} from '../../domain/record/checklist-words.ts'
import type { ChecklistRound } from '../../preload/reports-types.ts'
import type { OutFile } from '../../preload/types.ts'
import { onePageForm } from '../exports/one-page-form.ts'
import { escapeHtml } from '../exports/publication/html-inline.ts'
import type { FileShelf } from '../runtime/files.ts'

/** The checklist as one page in one file, for people who do not have Accord. */

export function exportForm(shelf: FileShelf, round: ChecklistRound): Promise<OutFile> {
  const name = `Checklist ${round.organisation} ${round.title}`.replace(/[^\p{L}\p{N} -]+/gu, '')
  return shelf.offer(`${name.trim()}.html`, 'text/html', (path) => writeFile(path, formPage(round)))
}

type Round = Pick<ChecklistRound, 'id' | 'organisation' | 'title'>

export function formPage({ id, organisation, title }: Round): string {
  return onePageForm({
    heading: `How fair is ${organisation}?`,
    styles: ['form.css'],
    scripts: ['common.js', 'checklist.js'],
    body: `<p class="about">${escapeHtml(title)}. A checklist on health and fair care.</p>
<p>There are ${CHECKLIST_QUESTIONS.length} short questions. They take about five minutes. Say what you think is true where you work. If you are not sure, choose “${CHECKLIST_ANSWER_WORDS.unknown}”: that helps too.</p>
<p>We do not ask for your name. Your answers stay on this computer until you send them.</p>
<noscript><p><strong>This page cannot save your answers in this browser. Open it in another one, or print it and fill it in by hand.</strong></p></noscript>
<div class="summary" role="alert" tabindex="-1" hidden>
<h2>Some questions have no answer yet</h2>
<ul></ul>
</div>
<form novalidate autocomplete="off" data-round="${escapeHtml(id)}">
${choice('level', 'Where do you work?', 'Choose what fits best.', levelChoices())}
${CHECKLIST_GROUPS.map(
  (group) => `<h2>${escapeHtml(group.title)}</h2>\n${group.questions.map(question).join('\n')}`,
).join('\n')}
<h2>One thing more</h2>
${remark()}
<button type="submit">Save my answers</button>
</form>
<div class="done" role="status" tabindex="-1" hidden>
<h2>Thank you</h2>
<p>Your answers are saved as <strong class="name"></strong>. Look for it among your downloads.</p>
<p>Now send that file by e-mail to the person who sent you this page. There is no name in it. They will see who the e-mail is from, but Accord will not keep it.</p>
<button type="button">Answer for somebody else</button>
</div>`,
  })
}

interface Choice {
  value: string
  text: string
  hint?: string
}

function question({ id, text, help }: ChecklistQuestion): string {
  const answers = CHECKLIST_ANSWERS.map((value) => ({ value, text: CHECKLIST_ANSWER_WORDS[value] }))
  return choice(id, `${id}. ${text}`, help, answers)
}

function levelChoices(): Choice[] {
  return CHECKLIST_LEVELS.map((value) => ({
    value,
    text: CHECKLIST_LEVEL_WORDS[value],
    hint: CHECKLIST_LEVEL_HINTS[value],
  }))
}

function choice(name: string, legend: string, hint: string, choices: readonly Choice[]): string {
  const radios = choices.map(
    ({ value, text, hint: more }) =>
      `<label class="choice"><input type="radio" id="q${name}-${value}" name="${name}" value="${value}"><span>${escapeHtml(text)}${more ? `<small>${escapeHtml(more)}</small>` : ''}</span></label>`,
  )
  return `<fieldset aria-describedby="q${name}-hint q${name}-problem">
<legend>${escapeHtml(legend)}</legend>
<p class="hint" id="q${name}-hint">${escapeHtml(hint)}</p>
<p class="problem" id="q${name}-problem" hidden>Choose one.</p>
${radios.join('\n')}
</fieldset>`
}

function remark(): string {
  const { text, help, longest } = CHECKLIST_REMARK
  return `<p><label class="label" for="remark">${escapeHtml(text)}</label></p>
<p class="hint" id="remark-hint">${escapeHtml(help)}</p>
<textarea id="remark" name="remark" rows="5" maxlength="${longest}" aria-describedby="remark-hint"></textarea>`
}
