import { describe, expect, test } from '@jest/globals'
import { wantedHub } from '../../../../src/feeds/websub/wanted-hub.ts'

const feedUrl = 'https://courier.example/feed?edition=north'
const hub = 'https://hub.example/'

describe('wantedHub', () => {
  test('is the hub named, with the own address as its topic', () => {
    const named = { hubs: [hub], selfUrl: 'https://courier.example/feed', feedUrl }
    expect(wantedHub(named)).toEqual({ hubUrl: hub, topicUrl: 'https://courier.example/feed' })
  })

  test.each([null, '', 'http://', 'mailto:desk@courier.example'])(
    'takes the feed for its topic when its own is %p',
    (selfUrl) => {
      expect(wantedHub({ hubs: [hub], selfUrl, feedUrl })?.topicUrl).toBe(feedUrl)
    },
  )

  test('keeps the topic as it is written', () => {
    for (const selfUrl of ['https://Courier.example', 'https://courier.example:443/%7edesk']) {
      expect(wantedHub({ hubs: [hub], selfUrl, feedUrl })?.topicUrl).toBe(selfUrl)
    }
  })

  test('resolves relative addresses against the feed', () => {
    expect(wantedHub({ hubs: ['/hub'], selfUrl: 'self.xml', feedUrl })).toEqual({
      hubUrl: 'https://courier.example/hub',
      topicUrl: 'https://courier.example/self.xml',
    })
  })

  test('favours the first hub that is reached by TLS, else takes the first', () => {
    const http = ['http://a.example/', 'http://b.example/']
    const of = (hubs: readonly string[]) => wantedHub({ hubs, selfUrl: null, feedUrl })?.hubUrl
    expect(of([...http, hub, 'https://second.example/'])).toBe(hub)
    expect(of(http)).toBe('http://a.example/')
  })

  test.each([
    ['none is named', []],
    ['it is no address of the web', ['ftp://hub.example/', 'javascript:alert(1)', 'urn:hub']],
    ['it cannot be read', ['http://', 'https://[']],
    ['it holds a password', ['https://desk:hush@hub.example/']],
    ['it is longer than any address', [`https://hub.example/${'a'.repeat(2_048)}`]],
  ])('is none when %s', (_what, hubs) => {
    expect(wantedHub({ hubs, selfUrl: null, feedUrl })).toBeNull()
  })
})
