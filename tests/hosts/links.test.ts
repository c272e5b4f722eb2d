import fc from 'fast-check'
import { expect, test } from 'vitest'
import { routeOfLink } from '../../domain/commission/page-address.ts'

const ID = '0198d2a4-7c11-7e55-9c1b-3f6f0a7d2b10'

test.each([
  ['accord://action/HS1.e2', '/action/HS1.e2'],
  ['accord://action/HS1.e2/', '/action/HS1.e2'],
  [`accord://session/${ID}`, `/workshops/${ID}`],
  [`accord://strategy/${ID}`, `/strategies/${ID}`],
])('%s shows %s', (link, route) => {
  expect(routeOfLink(link)).toBe(route)
})

test.each([
  'accord://action/HS1.e2?status=complete',
  'accord://action/HS1.e2#/settings',
  'accord://action/../settings',
  'accord://action/%2e%2e',
  'accord://settings/HS1.e2',
  'accord://constructor/HS1.e2',
  `accord://session/${ID}/run`,
  'accord:action/HS1.e2',
  'ACCORD://action/HS1.e2',
  'https://action/HS1.e2',
  `accord://action/${'HS1.e2'.repeat(100)}`,
])('%s shows nothing', (link) => {
  expect(routeOfLink(link)).toBeUndefined()
})

test('whatever a link is made of, it leads nowhere but to an action, a session or a strategy', () => {
  const anything = fc.stringMatching(/^accord:\/\/[a-z]{0,8}\/.{0,40}$/u)
  fc.assert(
    fc.property(anything, (link) => {
      expect(routeOfLink(link) ?? '/action/HS1.e2').toMatch(
        /^\/(action|workshops|strategies)\/[A-Za-z\d.-]+$/,
      )
    }),
  )
})
