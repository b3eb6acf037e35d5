import { parsePageTree } from './page-tree.ts'
import { parseLoosely, textOf, type LinkedNode } from './linked-data.ts'
import { plainText } from './block-text.ts'
import { readBlocks } from './read-blocks.ts'

const MIN_STATED = 200
/** The stated body replaces a displayed one that has less than this share of its characters. */
const REPLACED_SHARE = 0.5
const MAX_STATED = 400_000

/** The paragraphs of `articleBody` where the page itself shows much less, else null. */
export function statedBody(article: LinkedNode | null, displayed: number): string[] | null {
  const body = textOf(article?.['articleBody'])
  if (body === null || body.length < MIN_STATED || displayed >= body.length * REPLACED_SHARE) return null
  return paragraphsOf(body)
}

function paragraphsOf(text: string): string[] {
  const short = text.slice(0, MAX_STATED)
  if (/<(?:p|br|div)\b/i.test(short)) return readBlocks(parsePageTree(short)).blocks.map((block) => block.text)
  return short
    .split(/\n+/)
    .map(plainText)
    .filter((line) => line !== '')
}

const MAX_VISITED = 50_000
const MIN_PROSE = 120

/** The longest run of prose among the strings of a page's state: what a client-rendered page would show. O(state). */
export function stateBody(states: readonly string[]): string[] | null {
  let best: string[] = []
  for (const state of states) {
    const found = proseStrings(parseLoosely(state))
    if (lengthOf(found) > lengthOf(best)) best = found
  }
  return lengthOf(best) >= MIN_STATED ? best : null
}

const lengthOf = (paragraphs: readonly string[]): number => paragraphs.reduce((sum, one) => sum + one.length, 0)

/** All prose that stands in lists or texts of one shape: strings under the same key, in order. */
function proseStrings(root: unknown): string[] {
  const byKey = new Map<string, string[]>()
  const stack: { key: string; value: unknown }[] = [{ key: '', value: root }]
  for (let visited = 0; stack.length > 0 && visited < MAX_VISITED; visited++) {
    const item = stack.pop()
    if (!item) break
    if (typeof item.value === 'string') {
      if (isProse(item.value)) byKey.set(item.key, [...(byKey.get(item.key) ?? []), ...paragraphsOf(item.value)])
    } else if (typeof item.value === 'object' && item.value !== null) {
      const entries = Object.entries(item.value).slice(0, 2000)
      const isList = Array.isArray(item.value)
      for (const [key, value] of entries.toReversed()) stack.push({ key: isList ? item.key : key, value })
    }
  }
  let best: string[] = []
  for (const list of byKey.values()) if (lengthOf(list) > lengthOf(best)) best = list
  return [...new Set(best)]
}

const isProse = (text: string): boolean =>
  text.length >= MIN_PROSE &&
  !/^(?:https?:|[[{])/.test(text) &&
  /[.!?。]["”»]?\s*(?:<|$)/.test(text.slice(-80)) &&
  text.includes(' ')
