import { readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { readability } from '../../domain/publication/readability.ts'
import { ATTENTION } from '../../domain/register/attention.ts'
import { whyAsked } from '../../domain/replies/why-asked.ts'
import { ownerFormPage } from '../../main/register/replies/form.ts'
import { BUNDLED_RULE, bundledRule } from '../../scripts/bundle-form-rule.js'

// That it works in a browser, `tests/e2e/replies.test.ts` sees.

const html = ownerFormPage({
  request: '7d2c7f0a-3f0c-4a52-9c15-0d6f5a1f9a11',
  token: 'A'.repeat(22),
  ownerName: 'Pri <b>ya</b> "Shah"',
  systemName: 'Here & there',
  memberName: 'Ngozi Okafor',
  replyBy: '2026-12-05',
  invented: false,
  actions: [
    {
      ...{ reference: 'HS1.e2', title: 'Set up a <i>board</i>', status: 'in-progress' },
      ...{ note: '</textarea><script>1</script>', noteAt: '2026-11-01T10:00:00.000Z' },
      ...{
        wording: { text: 'Boards & leaders', subPoints: ['meet <often>'] },
        due: null,
        why: ['It is due today.'],
      },
    },
    {
      ...{ reference: 'LA1.a1', title: 'Share what works', status: 'not-started' },
      ...{ note: null, noteAt: null, wording: null, due: '2026-11-01', why: [] },
    },
  ],
})
const { document } = new JSDOM(html).window
const textOf = (selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.trim())

describe('the page for an owner', () => {
  test('shows each action as it stands, with the commission’s wording where it is known', () => {
    expect(textOf('.action h2')).toEqual([
      'HS1.e2 Set up a <i>board</i>',
      'LA1.a1 Share what works',
    ])
    expect(textOf('.now dd')).toEqual([
      ...['In progress', 'No date set', '</textarea><script>1</script> (1 Nov 2026)'],
      ...['Not started', '1 Nov 2026', 'None yet'],
    ])
    expect(textOf('blockquote')).toEqual(['Boards & leadersmeet <often>'])
    expect(textOf('.why')).toEqual(['Why we ask. It is due today.'])
    expect(textOf('select option:first-child')).toEqual([
      'No change: in progress',
      'No change: not started',
    ])
  })

  test('fetches nothing, and holds no address', () => {
    expect(html).not.toMatch(/https?:\/\/(?!\\S)|src=|@import|url\(|mailto/)
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content')
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(policy).not.toContain('unsafe')
    expect(document.querySelectorAll('main script')).toHaveLength(0)
  })

  test('can be read at the age of ten', () => {
    const texts = textOf('main > p, .hint, .label, .done p')
    const found = readability(
      texts.map((text) => ({ kind: 'paragraph', content: [{ kind: 'text', text }] }) as never),
    )
    expect(found?.readingAge).toBeLessThanOrEqual(10)
  })
})

test('its rule on NHS numbers is the domain’s own', async () => {
  const mend = 'Run node scripts/bundle-form-rule.js'
  expect(readFileSync(BUNDLED_RULE, 'utf8'), mend).toBe(await bundledRule())
})

test('an owner is never told what is the leads’ own to settle', () => {
  const facts = {
    ...{ status: 'blocked' as const, owner: 'a', answeredBy: null, due: '2026-11-01' },
    ...{ conflicts: 2, updatedAt: '2026-01-01T00:00:00.000Z' },
  }
  const told = ATTENTION.map((key) => [key, whyAsked(key, facts, '2026-11-21')] as const)
  expect(told.filter(([, words]) => words === null).map(([key]) => key)).toEqual([
    'conflict',
    'no-owner',
  ])
  expect(told.flatMap(([, words]) => words ?? []).join(' ')).not.toMatch(/settle|answers|stale/)
})
