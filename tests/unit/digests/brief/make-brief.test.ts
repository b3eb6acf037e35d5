import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Brief, type BriefArticle, sentencesOf } from '../../../../src/digests/brief/brief.ts'
import { makeBrief } from '../../../../src/digests/brief/make-brief.ts'
import { pointsBack } from '../../../../src/digests/brief/reference.ts'
import { article } from './articles.ts'

const fixture = new URL('../../../fixtures/stories/halden-tunnel.json', import.meta.url)
const { articles } = JSON.parse(readFileSync(fixture, 'utf8')) as { articles: BriefArticle[] }
const options = { form: 'full', maxWords: 420, background: null } as const
const wordCount = (text: string): number => text.split(/\s+/).length

function briefOf(some: readonly BriefArticle[], more: Partial<Parameters<typeof makeBrief>[1]> = {}): Brief {
  const brief = makeBrief(some, { ...options, ...more })
  if (!brief) throw new Error('no brief')
  return brief
}

function expectVerbatim(brief: Brief, some: readonly BriefArticle[]): void {
  for (const sentence of sentencesOf(brief)) {
    const source = some.find(({ id }) => id === sentence.articleId)
    expect([...(source?.text ?? '')].slice(sentence.start, sentence.end).join('')).toBe(sentence.text)
    expect(sentence.support[0]).toBe(sentence.articleId)
  }
}

describe('five reports of one event', () => {
  const brief = briefOf(articles)

  test('make a brief in the full form', () => {
    expect(wordCount(brief.headline)).toBeGreaterThanOrEqual(4)
    expect(wordCount(brief.headline)).toBeLessThanOrEqual(12)
    const standfirst = wordCount(brief.standfirst?.text ?? '')
    expect(standfirst).toBeGreaterThanOrEqual(14)
    expect(standfirst).toBeLessThanOrEqual(36)
    expect(brief.lead.length).toBeGreaterThanOrEqual(2)
    expect(brief.lead.length).toBeLessThanOrEqual(3)
    expect(brief.sections).toHaveLength(2)
    for (const { heading, paragraphs } of brief.sections) {
      expect(heading).not.toBe('')
      expect(paragraphs).toHaveLength(2)
    }
    const total = sentencesOf(brief).reduce((sum, { text }) => sum + wordCount(text), 0)
    expect(total).toBeGreaterThanOrEqual(350)
    expect(total).toBeLessThanOrEqual(420)
  })

  test('tie every sentence to its span, and show none twice', () => {
    expectVerbatim(brief, articles)
    const texts = sentencesOf(brief).map(({ text }) => text)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('open nothing with a word that points back', () => {
    const openers = [brief.standfirst, brief.lead[0], ...brief.sections.map(({ paragraphs }) => paragraphs[0]?.[0])]
    for (const opener of openers) expect(pointsBack(opener?.text ?? '', 'en')).toBe(false)
  })

  test('say in the standfirst what several of them report', () => {
    expect(brief.standfirst?.publishers).toBeGreaterThanOrEqual(2)
  })

  test('leave out page furniture and datelines', () => {
    const prose = sentencesOf(brief)
      .map(({ text }) => text)
      .join(' ')
    expect(prose).not.toMatch(/BRENHOLM|HALDEN -|press conference on our website|We thank/)
  })

  test('give the same brief every time', () => {
    expect(briefOf(articles)).toEqual(brief)
  })

  test('give a short form without sections', () => {
    const short = briefOf(articles, { form: 'short' })
    expect(short.sections).toEqual([])
    expect(short.standfirst).not.toBeNull()
    const total = sentencesOf(short).reduce((sum, { text }) => sum + wordCount(text), 0)
    expect(total).toBeLessThanOrEqual(150)
  })

  test('show no sentence that is barred', () => {
    const barred = brief.standfirst?.text ?? ''
    const other = briefOf(articles, { barred: (text) => text === barred })
    expect(sentencesOf(other).map(({ text }) => text)).not.toContain(barred)
  })
})

describe('little evidence', () => {
  test('one article makes a lead and no sections', () => {
    const brief = briefOf(articles.slice(0, 1))
    expect(brief.sections).toEqual([])
    expect(sentencesOf(brief).length).toBeGreaterThan(2)
  })

  test('articles without a sentence that can be shown make none', () => {
    expect(makeBrief([article({ text: 'Subscribe now\nRead more' })], options)).toBeNull()
    expect(makeBrief([], options)).toBeNull()
  })

  test('a story without titles takes its headline from its first sentence', () => {
    const brief = briefOf(articles.map((one) => ({ ...one, title: '' })))
    expect(brief.headline).not.toBe('')
    expect(articles.map(({ id }) => id)).toContain(brief.headlineArticleId)
  })
})

test('copies of one report count once behind a sentence', () => {
  const [wire, broadcaster] = articles as [BriefArticle, BriefArticle]
  const copy = { ...wire, id: 'copy', publisher: 'Harbour Post', originalId: wire.id }
  const brief = briefOf([wire, copy, broadcaster])
  const shown = sentencesOf(brief).find(({ support }) => support.includes(wire.id) && support.includes('copy'))
  expect(shown?.support.length).toBeGreaterThan(shown?.publishers ?? 99)
})

test('spans are counted in code points', () => {
  const emoji = articles.map((one) => ({
    ...one,
    text: `😀 ${one.text.replace(/\n/g, '\n😀 ')}`.replace(/😀 (?=\w)/g, '🚆🚆\n'),
  }))
  expectVerbatim(briefOf(emoji), emoji)
})

describe.each([
  [
    'de',
    'Die Regierung in Brenholm hat am Dienstag den Bau einer neuen Brücke über die Alda beschlossen. Er kostet viel.',
  ],
  [
    'es',
    'El gobierno de Brenholm aprobó el martes la construcción de un nuevo puente sobre el río Alda. Él lo dijo ayer otra vez.',
  ],
  [
    'fr',
    'Le gouvernement de Brenholm a décidé mardi la construction d’un nouveau pont sur la rivière Alda. Il coûte très cher à tous.',
  ],
])('a report in %s', (language, text) => {
  test('opens with its first sentence, not with the one that points back', () => {
    const brief = briefOf([article({ text, language })])
    expect(brief.standfirst?.text).toBe(text.slice(0, text.indexOf('.') + 1))
  })
})

test('the standfirst is the opening sentence that says most of what the titles say, wherever it stands among the reports', () => {
  const telling =
    'The council of Sundmark has sold the old icebreaker to a museum in Velm for one crown, its mayor announced on Monday.'
  const reports = [
    article({
      title: 'Icebreaker leaves Sundmark',
      text: 'The band of the harbour police played three marches and a waltz on the eastern quay in the rain on Monday morning. Children from two primary schools waved paper flags for more than an hour.',
    }),
    article({
      title: 'Sundmark sells icebreaker to museum in Velm',
      text: `${telling} The museum wants to show the engine room to visitors from the spring of next year on.`,
    }),
    article({
      title: 'Museum of Velm gets icebreaker from Sundmark',
      text: 'Three marches and a waltz were played by the band of the harbour police on the eastern quay in the rain on Monday. The restoration of the hull is to cost about two million crowns in all.',
    }),
  ]
  for (const order of [reports, reports.toReversed()]) expect(briefOf(order).standfirst?.text).toBe(telling)
})

test('any articles give verbatim sentences within the budget, or none', () => {
  const sentence = fc.constantFrom(
    'The council of Brenholm voted on Monday to close the old harbour bridge.',
    'Engineers found 14 cracks in the northern pier of the bridge last week.',
    '“It was only luck,” said the engineer Mara Lund.',
    'He said that nobody was hurt.',
    'Subscribe to our newsletter.',
    'CITY (Wire) - Repairs will take until August and cost 12 million crowns.',
    'Something without an end',
    '😀 The mayor thanked 200 volunteers who had guided the traffic.',
  )
  const text = fc.array(fc.tuple(sentence, fc.constantFrom(' ', '\n'))).map((parts) => parts.flat().join(''))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), fc.integer({ min: 1, max: 120 }), (texts, maxWords) => {
      const some = texts.map((one) => article({ text: one }))
      const brief = makeBrief(some, { ...options, maxWords })
      if (!brief) return
      expectVerbatim(brief, some)
      expect(sentencesOf(brief).reduce((sum, one) => sum + wordCount(one.text), 0)).toBeLessThanOrEqual(maxWords)
    }),
    { numRuns: 60 },
  )
})
