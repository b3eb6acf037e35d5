import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hubsOfLinkHeader } from '../../../../src/feeds/websub/link-header.ts'

const hub = 'https://hub.example/'
const self = 'https://courier.example/feed'

describe('hubsOfLinkHeader', () => {
  test.each([
    ['two links in one header', `<${hub}>; rel="hub", <${self}>; rel="self"`],
    ['no quotes and no blanks', `<${hub}>;rel=hub,<${self}>;rel=self`],
    ['other letters', `<${hub}>; REL="Hub" , <${self}> ; rel = SELF`],
    ['several relations of one link', `<${hub}>; rel="preconnect hub", <${self}>; rel="canonical  self"`],
    [
      'links and parameters of no interest',
      `</style.css>; rel=preload; as=style, <${hub}>; rel=hub; title=H, <${self}>; rel=self`,
    ],
    [
      'separators inside quotes',
      `<${hub}>; title="a, b; rel=self <c>"; rel=hub, <${self}>; title="\\"x\\","; rel=self`,
    ],
    [
      'separators inside addresses',
      `<https://mirror.example/a,b;c>; rel=alternate, <${hub}>; rel=hub, <${self}>; rel=self`,
    ],
    ['a relation said twice', `<${hub}>; rel=hub; rel=next, <${self}>; rel=self; rel=hub`],
    ['empty links between', `, <${hub}>; rel=hub,, <${self}>; rel=self;`],
  ])('reads %s', (_what, header) => {
    expect(hubsOfLinkHeader(header)).toEqual({ hubs: [hub], self })
  })

  test('keeps every hub, the first own address, and addresses as written', () => {
    const header = '<https://a.example/>; rel=hub, <//b.example>; rel=hub, </feed.json>; rel=self, </other>; rel=self'
    expect(hubsOfLinkHeader(header)).toEqual({ hubs: ['https://a.example/', '//b.example'], self: '/feed.json' })
  })

  test.each([
    ['there is no header', null],
    ['it is empty', ''],
    ['nothing is related', `<${hub}>; title=hub`],
    ['the relation only holds the word', `<${hub}>; rel=hubs, <${self}>; rel="self-service"`],
    ['the link is of another resource', `<${hub}>; rel=hub; anchor="/other"`],
    ['the target has no brackets', `${hub}; rel=hub`],
    ['the target is open or empty', `<>; rel=hub, <${hub}; rel=hub`],
  ])('names nothing when %s', (_what, header) => {
    expect(hubsOfLinkHeader(header)).toEqual({ hubs: [], self: null })
  })

  test('reads what it is given, whatever stands around it', () => {
    const word = fc.stringMatching(/^[a-z0-9/.,;=<"' -]{0,12}$/)
    const quoted = word.map((text) => `"${text.replaceAll('"', '\\"')}"`)
    fc.assert(
      fc.property(quoted, quoted, (before, after) => {
        expect(hubsOfLinkHeader(`<${hub}>; title=${before}; rel=hub; note=${after}`).hubs).toEqual([hub])
      }),
    )
  })

  test('takes time in line with the length of a hostile header', () => {
    for (const piece of ['"', '\\"', '<', ';', ',', '"\\', '=', ' ']) {
      const began = performance.now()
      hubsOfLinkHeader(piece.repeat(200_000))
      expect(performance.now() - began).toBeLessThan(2_000)
    }
  })
})
