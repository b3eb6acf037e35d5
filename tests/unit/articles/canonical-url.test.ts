import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalUrl } from '../../../src/articles/canonical-url.ts'

describe('canonicalUrl', () => {
  test.each([
    ['HTTP://News.Example:80/A?b=2&a=1#top', 'http://news.example/A?a=1&b=2'],
    ['https://news.example:443/', 'https://news.example/'],
    ['https://news.example./x', 'https://news.example/x'],
    ['https://news.example../x', 'https://news.example/x'],
    ['https://news.example/x??', 'https://news.example/x??'],
    ['https://news.example/x?', 'https://news.example/x'],
    ['https://user:secret@news.example/x', 'https://news.example/x'],
    ['https://news.example/x?utm_source=a&id=7&fbclid=z&MTM_campaign=q&gclid=1', 'https://news.example/x?id=7'],
    ['https://news.example/x?utm_source=a', 'https://news.example/x'],
    ['https://news.example/x?q=a%2Bb&tag=2&tag=1', 'https://news.example/x?q=a%2Bb&tag=2&tag=1'],
    [' https://news.example/x ', 'https://news.example/x'],
  ])('%s', (raw, expected) => {
    expect(canonicalUrl(raw)).toBe(expected)
  })

  test('resolves against a base', () => {
    expect(canonicalUrl('../b', 'https://news.example/a/c')).toBe('https://news.example/b')
  })

  test.each([
    '',
    'javascript:alert(1)',
    'mailto:a@news.example',
    'ftp://news.example/',
    '/only/a/path',
    'http://[broken',
  ])('is null for %s', (raw) => {
    expect(canonicalUrl(raw)).toBeNull()
  })

  test('is idempotent', () => {
    const pair = fc
      .tuple(fc.constantFrom('a', 'b', 'utm_id', 'q', 'fbclid', ''), fc.constantFrom('1', '2', '%20', 'é', '='))
      .map(([name, value]) => `${name}=${value}`)
    const address = fc
      .tuple(
        fc.constantFrom('http', 'HTTPS'),
        fc.constantFrom('News.Example', 'news.example.:443', 'u@[::1]:80', 'é.example'),
        fc.string({ maxLength: 8 }),
      )
      .map(([scheme, host, path]) => `${scheme}://${host}/${path}`)
    fc.assert(
      fc.property(address, fc.array(pair, { maxLength: 6 }), (url, pairs) => {
        const once = canonicalUrl(`${url.split('#')[0] ?? ''}?${pairs.join('&')}`)
        if (once !== null) expect(canonicalUrl(once)).toBe(once)
      }),
      { numRuns: 300 },
    )
  })
})
