import { describe, expect, test } from '@jest/globals'
import { isSameTopic } from '../../../../src/feeds/websub/same-topic.ts'

describe('isSameTopic', () => {
  test.each([
    ['https://courier.example/feed', 'https://courier.example/feed'],
    ['https://courier.example', 'https://courier.example/'],
    ['https://COURIER.example:443/feed', 'https://courier.example/feed'],
    ['https://courier.example/~desk', 'https://courier.example/%7Edesk'],
    ['https://courier.example/f%c3%a4hre', 'https://courier.example/f%C3%A4hre'],
    ['https://courier.example/fähre', 'https://courier.example/f%C3%A4hre'],
    ['no address', 'no address'],
  ])('%s is %s', (given, asked) => {
    expect(isSameTopic(given, asked)).toBe(true)
    expect(isSameTopic(asked, given)).toBe(true)
  })

  test.each([
    ['https://courier.example/other', 'https://courier.example/feed'],
    ['http://courier.example/feed', 'https://courier.example/feed'],
    ['https://courier.example/feed?page=2', 'https://courier.example/feed'],
    ['https://courier.example/a%2Fb', 'https://courier.example/a/b'],
    ['https://courier.example/Feed', 'https://courier.example/feed'],
    ['', 'https://courier.example/feed'],
  ])('%s is not %s', (given, asked) => {
    expect(isSameTopic(given, asked)).toBe(false)
  })
})
