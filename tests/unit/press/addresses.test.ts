import { describe, expect, test } from '@jest/globals'
import { articleNumber, pageKey, trackedAddress } from '../../../src/press/addresses.ts'
import { articleOf } from './small-press.ts'

describe('addresses', () => {
  test.each([
    ['agency-one', '/wire/2026/03/02/agency-one'],
    ['broadcaster-one', `/news/world/broadcaster-one-a${articleNumber('broadcaster-one')}.html`],
    ['broadsheet-one', '/world/2026/mar/02/broadsheet-one'],
    ['regional-one', `/story.php?id=${articleNumber('regional-one')}&rubric=world`],
    ['ministry-one', '/press-office/releases/2026/ministry-one/'],
  ])('%s stands at %s', (slug, address) => {
    expect(articleOf(slug).address).toBe(address)
  })

  test('feeds announce a moved article at another address than its own', () => {
    const { address, announcedAddress } = articleOf('broadsheet-moved')
    expect(announcedAddress).not.toBe(address)
    expect(articleOf('broadsheet-one').announcedAddress).toBe(articleOf('broadsheet-one').address)
  })

  test('tracking parameters and the order of the others do not change which page is meant', () => {
    const plain = '/story.php?id=7&rubric=world'
    expect(pageKey(trackedAddress(plain, 'rss'))).toBe(pageKey(plain))
    expect(pageKey('/story.php?rubric=world&id=7')).toBe(pageKey(plain))
    expect(pageKey('/story.php?id=8&rubric=world')).not.toBe(pageKey(plain))
  })

  test('what is no address has no page', () => {
    expect(pageKey('//')).toBeNull()
  })

  test('numbers have seven digits and depend on the slug only', () => {
    expect(articleNumber('locks')).toBe(articleNumber('locks'))
    expect(articleNumber('locks')).not.toBe(articleNumber('lockt'))
    expect(String(articleNumber('locks'))).toMatch(/^\d{7}$/)
  })
})
