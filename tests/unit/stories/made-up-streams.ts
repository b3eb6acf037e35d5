import fc from 'fast-check'
import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'
import { article, ferry, ferryAgain, orchard, results } from './press.ts'

/** Streams made of pieces of a few texts, so that joins, copies, cuts and merges all happen. */
export const streams = fc
  .array(
    fc.record({
      subject: fc.constantFrom(ferry, ferryAgain, orchard, results('Halden Power', 'Tarvik', [412, 398, 5211])),
      from: fc.nat(40),
      length: fc.integer({ min: 0, max: 120 }),
      hour: fc.option(fc.integer({ min: 0, max: 900 })),
      headline: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((pieces) =>
    pieces.map(({ subject, from, length, hour, headline }, at): ClusterArticle => {
      const text = subject.text
        .split(/\s+/u)
        .slice(from, from + length)
        .join(' ')
      return article(`a${at}`, { title: headline ? subject.title : '', text, hour })
    }),
  )
