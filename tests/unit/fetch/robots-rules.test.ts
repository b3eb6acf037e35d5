import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readRobots } from '../../../src/fetch/robots-rules.ts'

const origin = 'https://courier.example'
const isAllowed = (text: string, path: string) => readRobots(origin, text).forbiddenBy(origin + path) === null

describe('readRobots', () => {
  test.each([
    ['an empty file', '', '/ferry', true],
    ['a rule for all', 'User-agent: *\nDisallow: /drafts', '/drafts/ferry', false],
    ['a rule for another path', 'User-agent: *\nDisallow: /drafts', '/ferry', true],
    ['an empty rule', 'User-agent: *\nDisallow:', '/ferry', true],
    ['a rule for Wirefold', 'User-agent: wirefold\nDisallow: /', '/ferry', false],
    ['a rule for a version of it', 'User-agent: Wirefold/0.1\nDisallow: /', '/ferry', false],
    ['a rule for another', 'User-agent: Otherbot\nDisallow: /', '/ferry', true],
    [
      'its own group, which stands before that for all',
      'User-agent: *\nDisallow: /\n\nUser-agent: Wirefold\nDisallow: /x',
      '/ferry',
      true,
    ],
    ['a group of several', 'User-agent: Otherbot\nUser-agent: Wirefold\nDisallow: /', '/ferry', false],
    [
      'two groups of one name, which count as one',
      'User-agent: Wirefold\nDisallow: /a\n\nUser-agent: Wirefold\nDisallow: /b',
      '/a',
      false,
    ],
    ['the longer rule', 'User-agent: *\nDisallow: /news\nAllow: /news/open', '/news/open/ferry', true],
    ['of two equals the one that allows', 'User-agent: *\nDisallow: /news\nAllow: /news', '/news', true],
    ['a wildcard', 'User-agent: *\nDisallow: /*/print', '/news/7/print', false],
    ['an end', 'User-agent: *\nDisallow: /*.pdf$', '/plan.pdf', false],
    ['an end that is not there', 'User-agent: *\nDisallow: /*.pdf$', '/plan.pdf?page=2', true],
    ['a query', 'User-agent: *\nDisallow: /*?print=', '/ferry?print=1', false],
    ['escapes', 'User-agent: *\nDisallow: /f%c3%a4hre', '/f%C3%A4hre', false],
    ['letters beyond ASCII', 'User-agent: *\nDisallow: /fähre', '/f%C3%A4hre', false],
    ['a comment', 'User-agent: * # all\nDisallow: /drafts # not yet\n', '/drafts', false],
    ['Windows line ends', 'User-agent: *\r\nDisallow: /drafts\r\n', '/drafts', false],
    ['old line ends', 'User-agent: *\rDisallow: /drafts\r', '/drafts', false],
    ['rules before any name', 'Disallow: /', '/ferry', true],
    ['a page of HTML', '<!doctype html><html><body><p>Disallow: /</p></body></html>', '/ferry', true],
    ['itself, always', 'User-agent: *\nDisallow: /', '/robots.txt', true],
  ])('%s', (_what, text, path, allowed) => {
    expect(isAllowed(text, path)).toBe(allowed)
  })

  test('names the line that forbids', () => {
    expect(readRobots(origin, 'User-agent: *\n\nDisallow: /drafts').forbiddenBy(`${origin}/drafts`)).toBe(3)
  })

  test.each([
    ['nothing', 'User-agent: *\nDisallow: /x', 0],
    ['seconds', 'User-agent: *\nCrawl-delay: 10', 10_000],
    ['a fraction', 'User-agent: *\nCrawl-delay: 0.5', 500],
    ['its own', 'User-agent: *\nCrawl-delay: 10\n\nUser-agent: Wirefold\nCrawl-delay: 2', 2_000],
    ['that of another', 'User-agent: Otherbot\nCrawl-delay: 10', 0],
    ['a week', 'User-agent: *\nCrawl-delay: 604800', 3_600_000],
    ['for ever', 'User-agent: *\nCrawl-delay: Infinity', 3_600_000],
    ['less than nothing', 'User-agent: *\nCrawl-delay: -5', 0],
    ['words', 'User-agent: *\nCrawl-delay: slow', 0],
  ])('asks for a delay of %s', (_what, text, expected) => {
    expect(readRobots(origin, text).crawlDelayMs).toBe(expected)
  })

  test('of any text answers for any address, with a delay within the hour', () => {
    const address = fc.string().map((path) => `https://courier.example/${encodeURIComponent(path)}`)
    fc.assert(
      fc.property(fc.string(), address, (text, url) => {
        const rules = readRobots(new URL(url).origin, `User-agent: *\n${text}`)
        const line = rules.forbiddenBy(url)
        expect(line === null || line > 0).toBe(true)
        expect(rules.crawlDelayMs).toBeGreaterThanOrEqual(0)
        expect(rules.crawlDelayMs).toBeLessThanOrEqual(3_600_000)
      }),
    )
  })
})
