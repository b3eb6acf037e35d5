import { describe, expect, test } from '@jest/globals'
import { siteOf } from '../../../src/articles/site-of.ts'
import { withoutStanding } from '../../../src/articles/without-standing.ts'

describe('the site of an address', () => {
  test.each([
    ['https://www.Gazette.example/a?b=1', 'gazette.example'],
    ['http://gazette.example:8080/', 'gazette.example'],
    ['https://one.blogs.example/', 'one.blogs.example'],
    ['not an address', null],
    ['data:text/plain,x', null],
  ])('%s is %s', (address, site) => {
    expect(siteOf(address)).toBe(site)
  })
})

test('an earlier text is compared without what the site repeats', () => {
  const text = 'One thing.\n\nTell us more.\n\nAnother thing.'
  expect(withoutStanding(text, ['Tell us more.', 'Never there.'])).toBe('One thing.\n\nAnother thing.')
  expect(withoutStanding(text)).toBe(text)
})
