import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { AppError, messageOf } from '../errors.ts'
import { projectRoot } from '../project-root.ts'
import { announcedAddress, articleAddress, pageKey } from './addresses.ts'
import { type PublishedArticle, publishedArticles } from './edits.ts'
import { pressEvent, pressPublisher, type PressEvent, type PressPublisher } from './press-text.ts'

/** An article with the address of its page and the one that feeds give (another one only for moved articles). */
export type PressArticle = PublishedArticle & { readonly address: string; readonly announcedAddress: string }

/** All publishers and articles of the demo press, articles newest first. */
export interface Catalogue {
  readonly publishers: readonly PressPublisher[]
  readonly articles: readonly PressArticle[]
}

const publishersFile = 'publishers.json'

/**
 * Reads `publishers.json` and every other JSON file of `folder` as the articles of one event. Throws AppError
 * `PRESS_DATA` naming the file that does not have the expected shape, or two articles that share an address.
 */
export function loadCatalogue(folder: string = path.join(projectRoot(), 'src/press/data')): Catalogue {
  const events = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== publishersFile)
  return catalogueOf(
    readData(path.join(folder, publishersFile), z.array(pressPublisher)),
    events.sort().map((name) => readData(path.join(folder, name), pressEvent)),
  )
}

/** A catalogue from texts in memory: copies get their text, articles their addresses, and all are put in order. */
export function catalogueOf(publishers: readonly PressPublisher[], events: readonly PressEvent[]): Catalogue {
  const articles = events
    .flatMap(publishedArticles)
    .map((article) => ({
      ...article,
      address: articleAddress(article),
      announcedAddress: announcedAddress(article),
    }))
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.slug < b.slug ? -1 : 1))
  refuseSharedAddresses(articles)
  return { publishers, articles }
}

function readData<Data>(file: string, shape: z.ZodType<Data>): Data {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const message = `could not read the texts of the demo press from ${file}: ${messageOf(cause)}`
    throw new AppError('PRESS_DATA', message, { disposition: 'bug', details: { file }, cause })
  }
}

function refuseSharedAddresses(articles: readonly PressArticle[]): void {
  const seen = new Map<string, string>()
  for (const { publisher, slug, address } of articles) {
    const page = `${publisher} ${pageKey(address) ?? address}`
    const other = seen.get(page)
    if (other !== undefined) {
      const message = `two articles of the demo press share the address ${address}: ${other} and ${slug}`
      throw new AppError('PRESS_DATA', message, { disposition: 'bug', details: { publisher, address } })
    }
    seen.set(page, slug)
  }
}
