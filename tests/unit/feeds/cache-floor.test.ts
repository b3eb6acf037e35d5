import { expect, test } from '@jest/globals'
import { cacheFloor } from '../../../src/feeds/cache-floor.ts'

const now = new Date('2026-03-02T12:00:00Z')
const date = 'Mon, 02 Mar 2026 11:59:00 GMT'

test.each<[string, number | null, Record<string, string>, number | null]>([
  ['nothing', null, {}, null],
  ['a TTL', 30, {}, 1_800],
  ['max-age', null, { 'cache-control': 'public, max-age=600' }, 600],
  ['max-age in quotes and capitals', null, { 'cache-control': 'Max-Age = "600"' }, 600],
  ['max-age less the age in caches', null, { 'cache-control': 'max-age=600', age: '200' }, 400],
  ['max-age that is used up', null, { 'cache-control': 'max-age=600', age: '700' }, null],
  ['s-maxage, which is for shared caches', null, { 'cache-control': 's-maxage=600' }, null],
  ['Expires against the time of the answer', null, { expires: 'Mon, 02 Mar 2026 12:09:00 GMT', date }, 600],
  ['Expires without that time', null, { expires: 'Mon, 02 Mar 2026 12:10:00 GMT' }, 600],
  ['max-age before Expires', null, { 'cache-control': 'max-age=60', expires: 'Mon, 02 Mar 2026 13:00:00 GMT' }, 60],
  ['Expires in the past', null, { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, null],
  ['Expires: 0', null, { expires: '0' }, null],
  ['no-cache', null, { 'cache-control': 'no-cache, max-age=600' }, null],
  ['the longest of all', 5, { 'cache-control': 'max-age=600' }, 600],
  ['a TTL with no-store', 5, { 'cache-control': 'no-store' }, 300],
  ['more than a year', null, { 'cache-control': 'max-age=999999999999' }, 31_536_000],
])('%s', (_what, ttl, headers, expected) => {
  expect(cacheFloor(ttl, headers, now)).toBe(expected)
})
