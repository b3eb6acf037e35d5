import { expect, test } from '@jest/globals'
import { permanentAddress } from '../../../src/feeds/moved-address.ts'

const step = (status: number, to: string) => ({ status, to })

test.each([
  ['no redirect', [], null],
  ['one for good', [step(301, 'https://a.example/')], 'https://a.example/'],
  ['two for good', [step(308, 'https://a.example/'), step(301, 'https://b.example/')], 'https://b.example/'],
  ['one for now', [step(302, 'https://a.example/')], null],
  [
    'one for good, then one for now',
    [step(301, 'https://a.example/'), step(307, 'https://b.example/')],
    'https://a.example/',
  ],
  ['one for now, then one for good', [step(303, 'https://a.example/'), step(301, 'https://b.example/')], null],
  ['one to an address that no index holds', [step(301, `https://a.example/${'x'.repeat(2_100)}`)], null],
])('%s', (_what, redirects, expected) => {
  expect(permanentAddress(redirects)).toBe(expected)
})
