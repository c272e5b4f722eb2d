import type { Command } from 'commander'
import { HIT_KINDS, type HitKind } from '../../../domain/finding/kinds.ts'
import type { Hit } from '../../../preload/types.ts'
import { addCommand, type CommonOptions, findSystem, withRecord } from './command.ts'
import { print, printJson, shortDate, table } from './output.ts'
import { wrongCall } from './values.ts'

/** `accord search …`: every place where words stand. */
export function addSearchCommand(program: Command): void {
  addCommand(program, 'search <words...>', 'find everything in which all of the words stand')
    .option('--ics <code>', 'only what this system said, and what all share')
    .option('--kind <kinds...>', `only these kinds: ${HIT_KINDS.join(', ')}`)
    .option('--from <date>', 'only what changed on this day or later, such as 2026-11-21')
    .option('--to <date>', 'only what changed on this day or before')
    .action(search)
    .addHelpText('after', '\nHalf a word is enough: "accord search hous" finds housing.')
}

type SearchOptions = CommonOptions & { ics?: string; kind?: string[]; from?: string; to?: string }

async function search(words: string[], options: SearchOptions): Promise<void> {
  const { ics, kind, from, to } = options
  const kinds = kind?.map(kindOf)
  const groups = await withRecord(options, async (service, state) => {
    const system = ics === undefined ? undefined : await findSystem(service, state, ics)
    return service.ask('search.everywhere', {
      query: words.join(' '),
      ...(system !== undefined && { ics: system }),
      ...(kinds && { kinds }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    })
  })
  if (options.json) return printJson(groups)
  if (groups.length === 0) return print('Nothing was found. Try fewer words, or half a word.')
  print(
    table<Hit>(
      [
        { heading: 'Kind', value: ({ kind: of }) => of },
        { heading: 'Id', value: ({ id }) => (id.length > 24 ? '' : id) },
        { heading: 'Title', value: ({ title }) => title, flexible: true },
        { heading: 'System', value: ({ ics: of }) => of ?? '' },
        { heading: 'Changed', value: ({ at }) => (at ? shortDate(at) : '') },
        { heading: 'Words', value: ({ passage }) => passage?.text ?? '', flexible: true },
      ],
      groups.flatMap(({ hits }) => hits),
    ),
  )
}

function kindOf(text: string): HitKind {
  const kind = HIT_KINDS.find((each) => each === text.trim().toLowerCase())
  if (!kind) throw wrongCall(`There is no kind "${text}". The kinds are ${HIT_KINDS.join(', ')}.`)
  return kind
}
