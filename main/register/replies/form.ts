import { formatDate } from '../../../domain/dates.ts'
import { STATUS_WORDS, STATUSES, type Status } from '../../../domain/record/statuses.ts'
import { plural } from '../../../domain/words.ts'
import { onePageForm } from '../../exports/one-page-form.ts'
import { escapeHtml } from '../../exports/publication/html-inline.ts'

/** The page on which an owner answers for their actions without Accord. */

export interface OwnerForm {
  request: string
  /** The secret that a reply must bring back. */
  token: string
  ownerName: string
  systemName: string
  /** Who asks. */
  memberName: string
  replyBy: string
  actions: readonly FormAction[]
  invented: boolean
}

export interface FormAction {
  reference: string
  title: string
  /** The commission's own wording, where it was imported. */
  wording: { text: string; subPoints: readonly string[] } | null
  status: Status
  note: string | null
  noteAt: string | null
  due: string | null
  /** In the owner's words. */
  why: readonly string[]
}

/** What a choice means, where its word alone does not say it to somebody who has not our list. */
const HINTS: Partial<Record<Status, string>> = {
  blocked: 'something stands in the way',
  complete: 'it is done',
  embedded: 'it is part of everyday work now',
  'not-applicable': 'please say why below',
}

export function ownerFormPage(form: OwnerForm): string {
  const { actions, ownerName, systemName, memberName, replyBy } = form
  const count = plural(actions.length, 'action')
  return onePageForm({
    heading: `Your ${count} to update`,
    styles: ['form.css', 'owner.css'],
    scripts: ['nhs-number.js', 'common.js', 'owner.js'],
    invented: form.invented,
    body: `<p class="about">${escapeHtml(systemName)}, health inequalities register. For ${escapeHtml(ownerName)}.</p>
${form.invented ? '<p><strong>Example data, invented by Accord. None of it is real.</strong></p>' : ''}
<p>Please say where each one stands, <strong>by ${formatDate(replyBy)}</strong>. Fill in only what is new. What you leave empty stays as it is.</p>
<p>This page works without a network. What you type stays on this computer until you send it. Write nothing about patients.</p>
<noscript><p><strong>This page cannot save your answers in this browser. Open it in another one, or reply to the e-mail in your own words.</strong></p></noscript>
<p class="kept" role="status" hidden>What you type is kept in this browser, so you can close this page and come back.</p>
<div class="summary" role="alert" tabindex="-1" hidden>
<h2>Something needs another look</h2>
<ul></ul>
</div>
<form novalidate autocomplete="off" data-request="${escapeHtml(form.request)}" data-token="${escapeHtml(form.token)}">
${actions.map(actionFields).join('\n')}
<button type="submit">Save my answers</button>
<p class="kept" hidden><button type="button" class="quiet-button forget">Clear what I typed from this browser</button></p>
</form>
<div class="done" role="status" tabindex="-1" hidden>
<h2>One step more</h2>
<p>Your answers are saved as <strong class="name"></strong>. Look for it among your downloads.</p>
<p>Now reply to the e-mail from ${escapeHtml(memberName)}, and attach that file.</p>
<p><button type="button" class="quiet-button back">Change my answers</button> <button type="button" class="quiet-button forget">I have sent it: clear this page</button></p>
</div>`,
  })
}

function actionFields(action: FormAction, index: number): string {
  const { reference, title, wording, why } = action
  const id = (field: string) => `a${index}-${field}`
  const within = `data-in="${escapeHtml(reference)}"`
  const field = (name: string, label: string, hint: string, control: string) =>
    `<div class="field"><label class="label" for="${id(name)}">${label}<span class="visually-hidden"> (${escapeHtml(reference)})</span></label>
<p class="hint" id="${id(name)}-hint">${hint}</p>
<p class="problem" id="${id(name)}-problem" hidden></p>
${control}</div>`
  const about = (name: string) =>
    `id="${id(name)}" data-field="${name}" ${within} aria-describedby="${id(name)}-hint ${id(name)}-problem"`
  return `<section class="action" data-action="${escapeHtml(reference)}" aria-labelledby="${id('title')}">
<h2 id="${id('title')}" tabindex="-1"><small>${escapeHtml(reference)}</small> ${escapeHtml(title)}</h2>
${why.length > 0 ? `<p class="why"><strong>Why we ask.</strong> ${escapeHtml(why.join(' '))}</p>` : ''}
<dl class="now">
<dt>Status now</dt><dd>${escapeHtml(STATUS_WORDS[action.status])}</dd>
<dt>Date</dt><dd>${action.due === null ? 'No date set' : formatDate(action.due)}</dd>
<dt>Last note</dt><dd>${lastNote(action)}</dd>
</dl>
${wording === null ? '' : commissionWording(wording)}
${field('status', 'Where does it stand?', 'Leave this as it is if nothing has changed.', `<select ${about('status')}>${statusChoices(action.status)}</select>`)}
${field('note', 'What has happened?', 'A few words are enough. Your name stands beside them.', `<textarea rows="4" maxlength="3800" ${about('note')}></textarea>`)}
${field('nextStep', 'What comes next?', 'The next step, and who takes it.', `<textarea rows="2" maxlength="1000" ${about('nextStep')}></textarea>`)}
${field('due', 'A new date', 'Only if it will be late, or if no date is set.', `<input type="date" ${about('due')}>`)}
<label class="choice"><input type="checkbox" id="${id('notMine')}" data-field="notMine" ${within}><span>This is not mine any more<small>Say above who has it now, if you know.</small></span></label>
</section>`
}

function commissionWording({ text, subPoints }: NonNullable<FormAction['wording']>): string {
  const points = subPoints.map((point) => `<li>${escapeHtml(point)}</li>`).join('')
  return `<details><summary>What the commission asked for</summary><blockquote>${escapeHtml(text)}${points && `<ul>${points}</ul>`}</blockquote></details>`
}

function lastNote({ note, noteAt }: FormAction): string {
  if (note === null) return 'None yet'
  return `${escapeHtml(note)}${noteAt === null ? '' : ` (${formatDate(noteAt)})`}`
}

function statusChoices(now: Status): string {
  const others = STATUSES.filter((status) => status !== now).map((status) => {
    const hint = HINTS[status]
    return `<option value="${status}">${STATUS_WORDS[status]}${hint ? `: ${hint}` : ''}</option>`
  })
  return `<option value="">No change: ${STATUS_WORDS[now].toLowerCase()}</option>${others.join('')}`
}
