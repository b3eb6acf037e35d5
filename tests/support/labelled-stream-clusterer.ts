import { type Clusterer, createClusterer } from '../../src/stories/clusterer.ts'
import { defaultSettings } from '../../src/stories/settings.ts'
import { type LabelledStream } from './labelled-stream.ts'
import { type PlacedArticle, placeAll } from './labelled-stream-runs.ts'

/** The engine as it runs in production; a story is named by the article that opens it. */
export const openClusterer = (): Clusterer =>
  createClusterer({ settings: defaultSettings, newStoryId: ({ id }) => `story-of-${id}` })

/** Where the engine puts the articles of a stream. */
export const placed = (stream: LabelledStream, restoreAt?: number): PlacedArticle[] =>
  placeAll(openClusterer, stream, restoreAt)
