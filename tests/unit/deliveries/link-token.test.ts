import { describe, expect, test } from '@jest/globals'
import { addressHash, readAddress, shownMailAddress } from '../../../src/deliveries/address.ts'
import {
  deliveryMessageId,
  deliveryOf,
  type LinkClaim,
  readLink,
  signLink,
} from '../../../src/deliveries/link-token.ts'

const key = Buffer.alloc(32, 1)
const otherKey = Buffer.alloc(32, 2)
const now = new Date('2026-11-22T06:00:00Z')
const inAnHour = now.getTime() / 1000 + 3_600
const claims: LinkClaim[] = [
  { purpose: 'settings', subscriberId: '42', generation: 0, expires: 0 },
  { purpose: 'confirm', subscriberId: '7', generation: 3, expires: inAnHour },
]

describe('a link', () => {
  test.each(claims)('says what was signed: $purpose', (claim) => {
    expect(readLink(signLink(claim, key), key, now)).toEqual(claim)
    expect(readLink(signLink(claim, key), otherKey, now)).toBeNull()
  })

  test('that is changed anywhere is none', () => {
    const token = signLink(claims[1]!, key)
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === '1' ? '2' : '1') + token.slice(at + 1)
      expect(readLink(changed, key, now)).toBeNull()
    }
    expect(readLink('', key, now)).toBeNull()
    expect(readLink(`${token}A`, key, now)).toBeNull()
  })

  test('that has expired is none', () => {
    const token = signLink(claims[1]!, key)
    expect(readLink(token, key, new Date(inAnHour * 1000))).toBeNull()
  })
})

test('a Message-ID names its delivery to whoever has the key, and cannot be made up or taken for a link', () => {
  const id = deliveryMessageId('12', 'news.example', key)
  expect(deliveryMessageId('12', 'news.example', key)).toBe(id)
  expect(deliveryOf(`<${id}>`, key)).toBe('12')
  expect(deliveryOf(id.replace('d12', 'd13'), key)).toBeNull()
  expect(deliveryOf(id, otherKey)).toBeNull()
  expect(deliveryOf('<hello@desk.example>', key)).toBeNull()
})

describe('readAddress', () => {
  test.each([
    [' Reader@Desk.EXAMPLE ', 'Reader@desk.example'],
    ['a+b@x.co', 'a+b@x.co'],
  ])('takes %p', (typed, address) => expect(readAddress(typed)).toBe(address))

  test.each([
    'reader',
    'reader@desk',
    '@desk.example',
    'a@b@desk.example',
    'a b@desk.example',
    'a\r\nBcc:b@desk.example',
    'a,b@desk.example',
    '<a@desk.example>',
    `${'a'.repeat(65)}@desk.example`,
    'a@-desk.example',
  ])('refuses %p', (typed) => expect(readAddress(typed)).toBeNull())
})

test('the hash of an address does not tell cases apart, and a shown one hides its middle', () => {
  expect(addressHash('Reader@desk.example')).toBe(addressHash('reader@Desk.example'))
  expect(shownMailAddress('reader@desk.example')).toBe('r…r@desk.example')
  expect(shownMailAddress('ab@desk.example')).toBe('a…@desk.example')
})
