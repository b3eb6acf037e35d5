import { describe, expect, test } from '@jest/globals'
import { loadCatalogue, type PressArticle } from '../../../src/press/catalogue.ts'
import { createClusterer } from '../../../src/stories/clusterer.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'

const { articles, publishers } = loadCatalogue()
const nameOf = new Map(publishers.map(({ id, name }) => [id, name]))
const inTime = articles.toSorted((a, b) => Date.parse(a.publishedAt) - Date.parse(b.publishedAt))

const body = ({ paragraphs }: PressArticle): string => paragraphs.join('\n\n')
const withStandfirst = (article: PressArticle): string => `${article.standfirst}\n\n${body(article)}`

/** The events as the engine groups their articles: for each story the slugs in it, sorted. */
function storiesOf(stream: readonly PressArticle[], textOf: (article: PressArticle) => string): string[] {
  const clusterer = createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => id })
  const storyOf = new Map<string, string>()
  for (const article of stream) {
    const { slug, address, publisher, publishedAt, title, language } = article
    const { storyId, merges } = clusterer.assign({
      id: slug,
      url: address,
      publisher: nameOf.get(publisher) ?? publisher,
      ownerGroup: null,
      publishedAt: new Date(publishedAt),
      title,
      text: textOf(article),
      language,
    })
    storyOf.set(slug, storyId)
    for (const { from, into } of merges) {
      for (const [member, id] of storyOf) if (id === from) storyOf.set(member, into)
    }
  }
  return groups(stream, ({ slug }) => storyOf.get(slug) ?? slug)
}

function groups(stream: readonly PressArticle[], keyOf: (article: PressArticle) => string): string[] {
  const members = new Map<string, string[]>()
  for (const article of stream) members.set(keyOf(article), [...(members.get(keyOf(article)) ?? []), article.slug])
  return [...members.values()].map((slugs) => slugs.sort().join(' ')).sort()
}

describe('the stories of the demo press', () => {
  const events = groups(articles, ({ event }) => event)
  const byPublisher = inTime.toSorted((a, b) => (a.publisher < b.publisher ? -1 : Number(a.publisher > b.publisher)))

  test.each([
    ['in order of time', inTime, body],
    ['in order of time, with standfirsts', inTime, withStandfirst],
    ['newest first', inTime.toReversed(), body],
    ['publisher by publisher, as their feeds are read', byPublisher, withStandfirst],
  ])('are its events: %s', (_, stream, textOf) => {
    expect(storiesOf(stream, textOf)).toEqual(events)
  })
})
