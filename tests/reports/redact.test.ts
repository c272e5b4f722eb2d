import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactor } from '../../domain/reports/redact.ts'

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
})
