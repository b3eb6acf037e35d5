import { expect, test } from '@jest/globals'
import { readerThreads } from '../../../src/threads/reader-pool.ts'

test.each([
  { pages: 8, cores: 1, threads: 1 },
  { pages: 8, cores: 2, threads: 1 },
  { pages: 8, cores: 4, threads: 3 },
  { pages: 8, cores: 32, threads: 4 },
  { pages: 2, cores: 32, threads: 2 },
])('a process that reads $pages pages at once on $cores cores has $threads threads', ({ pages, cores, threads }) => {
  expect(readerThreads(pages, cores)).toBe(threads)
})
