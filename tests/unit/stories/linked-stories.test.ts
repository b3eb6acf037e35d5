import { describe, expect, test } from '@jest/globals'
import type { Assignment } from '../../../src/stories/cluster-article.ts'
import { LinkedAnswers } from '../../../src/stories/linked-answers.ts'
import { linkedMarks } from '../../../src/stories/linked-marks.ts'
import { LinkedStories, type StoryLink } from '../../../src/stories/linked-stories.ts'

const day = (n: number): Date => new Date(Date.UTC(2026, 10, n, 8))
const article = (articleId: string, storyId: string, language: string, title: string, text: string, at = day(3)) => ({
  articleId,
  storyId,
  marks: linkedMarks({ publisher: 'Courier', language, title, text }),
  at,
})

const english = article(
  'e',
  's1',
  'en',
  'Ferry Ostrelia runs aground off Skarholm',
  'The ferry Ostrelia with 1,340 passengers ran aground near Skarholm in Sweden, said captain Henrik Vallgren.',
)
const german = (articleId = 'g', storyId = 's2', at?: Date) =>
  article(
    articleId,
    storyId,
    'de',
    'Fähre Ostrelia vor Skarholm auf Grund gelaufen',
    'Die Fähre Ostrelia mit 1.340 Passagieren lief vor Skarholm in Schweden auf Grund, sagte Kapitän Henrik Vallgren.',
    at,
  )
const otherGerman = article(
  'h',
  's3',
  'de',
  'Schweden senkt die Steuer auf Strom',
  'Das Parlament in Schweden senkt die Steuer auf Strom um 12 Prozent, sagte Ministerin Greta Lindholm.',
)

describe('LinkedStories', () => {
  test('links the same event across languages and shows what both say', () => {
    const stories = new LinkedStories()
    expect(stories.add(otherGerman)).toEqual([])
    expect(stories.add(english)).toEqual([])
    const [link, ...others] = stories.add(german())
    expect(others).toEqual([])
    expect(link).toMatchObject({ storyA: 's1', storyB: 's2', articleA: 'e', articleB: 'g' })
    expect(link?.evidence).toMatchObject({ countries: ['SE'], figures: ['1340'], hoursApart: 0 })
    expect(link?.evidence.names).toEqual(expect.arrayContaining(['Fähre Ostrelia']))
  })

  test('puts the smaller story id first whoever came first', () => {
    const stories = new LinkedStories()
    stories.add(german('g', 's9'))
    expect(stories.add(english)[0]).toMatchObject({ storyA: 's1', articleA: 'e', storyB: 's9', articleB: 'g' })
  })

  test('never links stories of one language', () => {
    const stories = new LinkedStories()
    stories.add(german())
    expect(stories.add(german('g2', 's5'))).toEqual([])
  })

  test('links nothing that shares a country and its words only', () => {
    const stories = new LinkedStories()
    stories.add(english)
    expect(stories.add(otherGerman)).toEqual([])
  })

  test('compares no article of more than two weeks before', () => {
    const stories = new LinkedStories()
    stories.add(english)
    expect(stories.add(german('g', 's2', day(18)))).toEqual([])
  })

  test('asks for more the further apart in time they are', () => {
    const scoreAt = (at: Date, risePerDay: number) => {
      const stories = new LinkedStories({ ...strict, risePerDay })
      stories.add(english)
      return stories.add(german('g', 's2', at)).length
    }
    expect([scoreAt(day(3), 10), scoreAt(day(5), 0), scoreAt(day(5), 10)]).toEqual([1, 1, 0])
  })

  test('keeps no more articles than it may', () => {
    const linksWith = (mostArticles: number) => {
      const stories = new LinkedStories({ ...strict, risePerDay: 0, mostArticles })
      stories.add(english)
      for (const n of [1, 2]) stories.add({ ...otherGerman, articleId: `h${n}`, storyId: `t${n}` })
      return stories.add(german()).length
    }
    expect([linksWith(2), linksWith(4)]).toEqual([0, 1])
  })

  test('follows merges', () => {
    const stories = new LinkedStories()
    stories.add(english)
    stories.merge('s1', 's0')
    expect(stories.add(german())[0]).toMatchObject({ storyA: 's0', storyB: 's2' })
  })

  test('finds the same after its articles were restored', () => {
    const lived = new LinkedStories()
    const restored = new LinkedStories()
    for (const one of [otherGerman, english]) {
      lived.add(one)
      restored.restore(one)
    }
    expect(restored.add(german())).toEqual(lived.add(german()))
  })
})

const strict = {
  windowDays: 14,
  mostArticles: 1000,
  candidates: 24,
  comparedMembers: 4,
  threshold: 1,
  fewestShared: 4,
  fewestTelling: 2,
}

/** What answers are made of; why the article went there does not matter here. */
const assigned = (storyId: string, merges: Assignment['merges'] = []) =>
  ({ storyId, copyOf: null, merges }) as unknown as Assignment
const link = (storyA: string, storyB: string) => ({ storyA, storyB }) as StoryLink

describe('LinkedAnswers', () => {
  const brief = (answers: readonly { id: string; storyId: string }[]) =>
    answers.map(({ id, storyId }) => `${id}:${storyId}`)

  test('gives linked stories the id of the oldest and answers the younger side again', () => {
    const answers = new LinkedAnswers()
    expect(brief(answers.record('a', assigned('s1'), []))).toEqual(['a:s1'])
    expect(brief(answers.record('b', assigned('s2'), []))).toEqual(['b:s2'])
    expect(brief(answers.record('c', assigned('s3'), [link('s2', 's3')]))).toEqual(['c:s2'])
    expect(brief(answers.record('d', assigned('s2'), [link('s1', 's2')]))).toEqual(['d:s1', 'b:s1', 'c:s1'])
    expect(brief(answers.record('e', assigned('s3'), []))).toEqual(['e:s1'])
  })

  test('carries links over merges', () => {
    const answers = new LinkedAnswers()
    answers.record('a', assigned('s1'), [])
    answers.record('b', assigned('s2'), [])
    answers.record('c', assigned('s3'), [link('s1', 's3')])
    const merged = answers.record('d', assigned('s2', [{ from: 's2', into: 's1' }]), [])
    expect(new Map(merged.map(({ id, storyId }) => [id, storyId]))).toEqual(
      new Map([
        ['d', 's1'],
        ['b', 's1'],
      ]),
    )
  })
})
