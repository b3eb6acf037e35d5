import type { JsonText, JsonValue } from './json-text.ts'

/** An object of JSON. */
export type JsonObject = ReadonlyMap<string, JsonValue>

export interface JsonItems {
  /** The object that speaks for the feed. */
  readonly feed: JsonObject
  readonly items: readonly JsonObject[]
  /** How many items the text seems to hold. */
  readonly expected: number
}

/** Fields that an item may have and a feed, an author and an attachment have not (jsonfeed.org). */
const itemFields = ['content_html', 'content_text', 'summary', 'date_published', 'date_modified', 'external_url']
const idKey = /"id"\s*:/g
const noFeed: JsonObject = new Map()

/** Finds the feed and its items; null when the text is JSON of another kind. */
export function findJsonItems(text: string, json: JsonText): JsonItems | null {
  const [first] = json.values
  const feed = isObject(first) && (first.has('items') || !isItem(first)) ? first : noFeed
  const items = feed.get('items') ?? null
  if (json.guesses > 0 || json.isCut) return findStrayItems(text, feed, json)
  if (!isList(items)) return null
  return { feed, items: items.filter(isObject), expected: json.lengths.get(items) ?? items.length }
}

/**
 * In damaged JSON an item may have come to stand anywhere, as a missing bracket puts what follows into what came before.
 * Every object with an item's fields is one, save inside an extension, whose key begins with an underscore.
 */
function findStrayItems(text: string, feed: JsonObject, json: JsonText): JsonItems | null {
  const list = feed.get('items') ?? null
  const listed = new Set<JsonValue>(isList(list) ? list : [])
  const items: JsonObject[] = []
  const open: JsonValue[] = [...json.values].toReversed()
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isObject(value) && value !== feed && (listed.has(value) || isItem(value))) items.push(value)
    open.push(...insideOf(value).toReversed())
  }
  const ids = text.match(idKey)?.length ?? 0
  return items.length === 0 ? null : { feed, items, expected: Math.max(ids, items.length) }
}

function insideOf(value: JsonValue): readonly JsonValue[] {
  if (isList(value)) return value
  if (!isObject(value)) return []
  return [...value].flatMap(([key, inside]) => (key.startsWith('_') ? [] : [inside]))
}

const isItem = (value: JsonObject): boolean =>
  itemFields.some((field) => value.has(field)) || (value.has('id') && (value.has('title') || value.has('url')))

export const isObject = (value: JsonValue | undefined): value is JsonObject => value instanceof Map

export const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value)
