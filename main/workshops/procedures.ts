import type { workshopsContract } from '../../preload/workshops-contract.ts'
import type { AreaParts, Handlers } from '../record/area.ts'
import * as agenda from './agenda.ts'
import * as deeds from './deeds.ts'
import { exportDocument, exportInvitation, previewDocument } from './files.ts'
import { capture, outcomeLog, saveOutcome } from './outcomes.ts'
import { answerProposal, listProposals } from './proposals.ts'
import { requireSeries } from './read.ts'
import { attendanceTable, listSeries, sessionDetail } from './sessions.ts'
import { suggestionsFor } from './suggest.ts'

/** The calls about workshops, answered. */
export function workshopProcedures({
  context,
  deed,
  shelf,
  running,
}: AreaParts): Pick<
  Handlers,
  Exclude<keyof typeof workshopsContract, 'document.open' | 'document.update'>
> {
  return {
    'workshops.list': () => listSeries(context()),
    'workshops.session': ({ id }) => sessionDetail(context(), id),
    'workshops.suggest': ({ session }) => suggestionsFor(context(), session),

    'workshops.saveSeries': ({ id, fields, seen }) =>
      deed((c) => deeds.saveSeries(c, id, fields, seen)),
    'workshops.saveSession': (input) => deed((c) => deeds.saveSession(c, input)),
    'workshops.saveItem': (input) => deed((c) => agenda.saveItem(c, input)),
    'workshops.moveItem': (input) => deed((c) => agenda.moveItem(c, input)),
    'workshops.addSuggestion': (input) => deed((c) => agenda.addSuggestion(c, input)),
    'workshops.addTemplate': (input) => deed((c) => agenda.addTemplate(c, input)),
    'workshops.mute': ({ key, reason }) => deed((c) => deeds.muteSuggestion(c, key, reason)),
    'workshops.savePeople': (input) => deed((c) => deeds.savePeople(c, input)),
    'workshops.capture': (input) => deed((c) => capture(c, input)),
    'workshops.saveOutcome': (input) => deed((c) => saveOutcome(c, input)),

    'workshops.proposals': ({ ics }) => listProposals(context(), ics),
    'workshops.answer': (input) => deed((c) => answerProposal(c, input)),

    'workshops.attendance': ({ series }) => attendanceTable(context(), series),
    'workshops.log': ({ series }) => {
      requireSeries(context(), series)
      return outcomeLog(context(), series)
    },

    'workshops.document': ({ session, what }) => previewDocument(context(), session, what),
    'workshops.export': ({ job, ...wanted }) =>
      running.run(job, (tools) => exportDocument(context(), shelf, wanted, tools)),
    'workshops.invitation': ({ session }) => exportInvitation(context(), shelf, session),
  }
}
