import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { type BriefArticle, sentencesOf } from '../../../../src/digests/brief/brief.ts'
import { makeBrief } from '../../../../src/digests/brief/make-brief.ts'
import { leans, pointsBack } from '../../../../src/digests/brief/reference.ts'
import { article } from './articles.ts'

const fixture = new URL('../../../fixtures/stories/halden-tunnel.json', import.meta.url)
const { articles } = JSON.parse(readFileSync(fixture, 'utf8')) as { articles: BriefArticle[] }

function briefOf(some: readonly BriefArticle[], maxWords: number) {
  const brief = makeBrief(some, { form: 'full', maxWords, background: null })
  if (!brief) throw new Error('no brief')
  return brief
}

const brief = briefOf(articles, 150)
const shown = sentencesOf(brief).map(({ text }) => text)

test('an editor is offered up to eight sentences that are not shown, each once', () => {
  const texts = brief.candidates.map(({ text }) => text)
  expect(texts).toHaveLength(8)
  expect(new Set([...texts, ...shown]).size).toBe(texts.length + shown.length)
})

test('each stands word for word at its span and names who says it', () => {
  for (const { articleId, start, end, text, support } of brief.candidates) {
    const source = articles.find(({ id }) => id === articleId)?.text ?? ''
    expect([...source].slice(start, end).join('')).toBe(text)
    expect(support[0]).toBe(articleId)
  }
})

test('each can stand alone', () => {
  for (const { text } of brief.candidates) expect(pointsBack(text, 'en') || leans(text, 'en')).toBe(false)
})

const closing = 'The harbour bridge at Vellmar was closed on Monday after divers found cracks in two pillars.'
const reworded = 'Divers found cracks in two pillars and the harbour bridge at Vellmar was closed on Monday.'
const ferry = 'A ferry will carry workers across the bay from Wednesday, the county council of Vellmar announced.'
const cost = 'Repairs could take until autumn and cost the region nine million crowns, engineers estimated.'

test('none says again what is shown, and the most telling comes first', () => {
  const told = briefOf(
    [
      article({ title: 'Harbour bridge closed after divers find cracks', text: `${closing}\n${cost}\n${ferry}` }),
      article({ title: 'Cracks close harbour bridge', text: `${reworded}\n${ferry}` }),
    ],
    16,
  )
  expect(sentencesOf(told)).toHaveLength(1)
  expect([closing, reworded]).toContain(told.standfirst?.text)
  expect(told.candidates.map(({ text }) => text)).toEqual([ferry, cost])
})

test('as many are offered as are asked for, and the brief is the same', () => {
  const none = makeBrief(articles, { form: 'full', maxWords: 150, background: null, mostCandidates: 0 })
  expect(none).toEqual({ ...brief, candidates: [] })
})

test('a brief that shows all has none to offer', () => {
  expect(briefOf([article({ text: closing })], 400).candidates).toEqual([])
})
