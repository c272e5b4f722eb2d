import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentNode } from '../../domain/documents/tree.ts'
import { isPersonName, peopleIn } from '../../domain/reports/person-names.ts'
import { redactDocument, redactor } from '../../domain/reports/redact.ts'
import { peopleNamed } from '../../main/reports/build/people.ts'
import { contextOn, regionalRecord } from './fixtures.ts'

describe('taking people out of a text', () => {
  const redact = redactor(['Ama Owusu', 'Siân O’Neill', 'Team', 'Al-Amin (PhD) Khan'])

  it.each([
    ['Ask Ama Owusu.', 'Ask [name withheld].'],
    ["AMA  OWUSU and Siân O'Neill", '[name withheld] and [name withheld]'],
    ['al-amin (phd) khan', '[name withheld]'],
    ['The Team met in Amaville.', 'The Team met in Amaville.'],
    ['Write to a.b+c@x.nhs.uk, please', 'Write to [e-mail withheld], please'],
    ['Ring 0116 496 0123 or +44 (0)7700 900123.', 'Ring [number withheld] or [number withheld].'],
    ['1,024 of 2,706 (37.8%) on 2026-11-21', '1,024 of 2,706 (37.8%) on 2026-11-21'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it.each([
    ['Dr Ama Owusu', 'Ama Owusu'],
    ['Cllr. Ama Owusu OBE', 'Ama Owusu'],
    ['Prof Dame Ama Owusu MBE FRCP', 'Ama Owusu'],
    ['Owusu, Ama', 'Ama Owusu'],
    ['OWUSU, Ama (NHS BLACK COUNTRY ICB - QUA)', 'Ama Owusu'],
    ['Ama Owusu (chair)', 'Ama Owusu'],
    ['Ama Owusu, Director of Strategy', 'Ama Owusu'],
    ['AMA OWUSU', 'Ama Owusu'],
  ])('finds whom the record has as %s', (name, written) => {
    expect(redactor([name])(`Ask ${written} or the Team.`)).toBe('Ask [name withheld] or the Team.')
    expect(redactor([name])(`Ask ${name}.`)).not.toMatch(/Owusu/i)
  })

  it('tells a person from a body where either may be typed', () => {
    const people = ['Ama Owusu', 'Dr Siân O’Neill', 'Piet van der Berg', 'Owusu, Ama', 'J. Al-Amin']
    expect(people.filter(isPersonName)).toEqual(people)
    const bodies = [
      'All Systems',
      'all systems',
      'Black Country',
      'Public Health Team',
      'Co-chairs',
    ]
    const more = ['Inequalities team, Black Country', 'Derby and Derbyshire', 'NHS England', '']
    expect([...bodies, ...more].filter(isPersonName)).toEqual([])
  })

  it.each([
    ['Public Health Team, Jo Bell', ['Jo Bell']],
    ['Black Country ICB: Dr Jo Bell and Siân O’Neill', ['Dr Jo Bell', 'Siân O’Neill']],
    ['Ask Jo Bell, Leicester City Council', ['Jo Bell']],
    ['Jo Bell - Example Trust (or Sam Al-Amin)', ['Jo Bell', 'Sam Al-Amin']],
    ['Bell, Jo', ['Bell, Jo']],
    ['Bell, Jo (Public Health Team)', ['Bell, Jo (Public Health Team)']],
    ['jo bell', ['jo bell']],
    ['Public Health Team, Leicester City Council', []],
  ])('finds the people among the bodies in %s', (contact, people) => {
    expect(peopleIn(contact)).toEqual(people)
  })

  it('leaves no name, whatever the names and the text around them', () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ÿ.()*+?$'-]{1,8}$/)
    const name = fc.tuple(word, word).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.lorem(), (names, text) => {
        const [first] = names
        expect(redactor(names)(`${text} ${first}, ${text}`)).not.toContain(` ${first},`)
      }),
    )
  })

  const bold = [{ type: 'bold' }]
  const said = (...content: DocumentNode[]) =>
    redactDocument({ type: 'paragraph', content }, redact).content

  it('finds a name of which a part is bold, and leaves what is around it as it is', () => {
    const thread = [{ type: 'comment', attrs: { thread: 'a' } }]
    expect(
      said(
        { type: 'text', text: 'Ask Ama ' },
        { type: 'text', text: 'Owu', marks: bold },
        { type: 'text', text: 'su', marks: thread },
        { type: 'text', text: ' or the Team', marks: bold },
      ),
    ).toEqual([
      { type: 'text', text: 'Ask [name withheld]' },
      { type: 'text', text: ' or the Team', marks: bold },
    ])
  })

  it('finds a name with a new line or a footnote in its midst, and none where a figure stands', () => {
    expect(
      said({ type: 'text', text: 'Ama' }, { type: 'hardBreak' }, { type: 'text', text: 'Owusu.' }),
    ).toEqual([
      { type: 'text', text: '[name withheld]' },
      { type: 'text', text: '.' },
    ])
    const note = { type: 'footnote', attrs: { text: 'Ring 0116 496 0123.' } }
    expect(said({ type: 'text', text: 'Ama' }, note, { type: 'text', text: ' Owusu' })).toEqual([
      { type: 'text', text: '[name withheld]' },
      { type: 'footnote', attrs: { text: 'Ring [number withheld].' } },
    ])
    const figure = { type: 'figure', attrs: { key: 'done@region', seen: '12' } }
    const apart = [{ type: 'text', text: 'Ama ' }, figure, { type: 'text', text: ' Owusu' }]
    expect(said(...apart)).toEqual(apart)
  })

  it('says the same of a text however it is cut into pieces', () => {
    const part = fc.constantFrom(
      ...['Ama Owusu', 'AMA\nowusu', 'Siân O’Neill', 'a.b@x.nhs.uk', '0116 496 0123', 'Team'],
      ...[',', '12', 'Ama', 'x'],
    )
    const cuts = fc.array(fc.nat(80), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), cuts, (parts, places) => {
        const text = parts.join(' ')
        const at = [0, ...places.map((place) => place % (text.length + 1)), text.length].sort(
          (a, b) => a - b,
        )
        const pieces = at.slice(1).map((end, i) => text.slice(at[i], end))
        const across = redact.across(pieces)
        expect(across).toHaveLength(pieces.length)
        expect(across.join('')).toBe(redact(text))
        // By the plain way of saying it.
        expect(redact(text)).not.toMatch(/ama\s+owusu(?!\p{L})|@x|496/iu)
      }),
    )
  })
})

it('knows those who only spoke at a workshop, or took something on there', () => {
  const record = regionalRecord()
  const session = randomUUID()
  const say = (subject: string, set: Record<string, string>) =>
    record.write(
      [{ stream: 'region', draft: { kind: 'change', subject, set, basedOn: {} } }],
      randomUUID(),
    )
  say(`item:${randomUUID()}`, { session, title: 'Welcome', presenter: 'Dr Hetty Marrowby' })
  say(`outcome:${randomUUID()}`, { session, text: 'Share the pathway', owner: 'Otto Finchley' })
  say(`outcome:${randomUUID()}`, { session, text: 'Meet again', owner: 'All Systems' })
  const redact = redactor(peopleNamed(contextOn(record)))
  expect(redact('Hetty Marrowby and Otto Finchley asked all systems.')).toBe(
    '[name withheld] and [name withheld] asked all systems.',
  )
})

it('knows whom to ask of a case study though a body is named first, and leaves the body', () => {
  const record = regionalRecord()
  const set = { title: 'A van', contact: 'Example City Council, Jo Bell, jo@example.org' }
  record.write(
    [
      {
        stream: 'ics:QK1',
        draft: { kind: 'change', subject: `practice:${randomUUID()}`, set, basedOn: {} },
      },
    ],
    randomUUID(),
  )
  const redact = redactor(peopleNamed(contextOn(record)))
  expect(redact('Jo Bell of Example City Council')).toBe('[name withheld] of Example City Council')
})
