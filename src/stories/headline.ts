import { termOf } from '../text/terms.ts'
import { words } from '../text/words.ts'
import { independentKey } from './counts.ts'
import { byTime } from './lineage-time.ts'
import type { FactMember } from './story-facts.ts'
import { articleForm } from './story-facts-form.ts'

const fewestWords = 4
const mostWords = 20
/** Ideographs of a title that say as much as one word of others. */
const fewestIdeographs = 8
const mostIdeographs = 60
const longestTitle = 300
/** One or two words in front of a colon or bar that are all in capitals, or stand for a kind of page: "LIVE:", "Video |". */
const label =
  /^(?:(?:\p{Lu}{3,}(?:\s\p{Lu}{3,})?|live|video|watch|update\s?\d*|breaking(?:\snews)?|exclusive|liveblog|liveticker|eil(?:meldung|t)|directo|en\sdirect|diretta|на\sсвязи)\s*[:|–—]|\p{Lu}{4,}\s-)\s*/iu
const teaser = /[?…]|\.{3}|？/u
const separator = /\s[|–—·•»-]\s/u

export interface ChosenHeadline {
  readonly text: string
  readonly articleId: string
}

/**
 * The lead's title as it stands, without label and publisher, unless it says little of the event: a question, a teaser, a
 * live page's, or one of too few or too many words. Then the title that the reports' titles agree on most, if one is
 * better: each of its terms counts once for every other independent report that has it in a title. O(members).
 */
export function chooseHeadline(members: readonly FactMember[], lead: FactMember): ChosenHeadline {
  const publishers = members.map(({ publisher }) => publisher)
  const own = { text: plainTitle(lead.title, publishers), articleId: lead.articleId }
  if (own.text !== '' && !isWeak(own.text, lead)) return own
  const voices = voicesByTerm(members)
  const others = members
    .filter((member) => member.articleId !== lead.articleId)
    .toSorted(byTime)
    .map((member) => ({ member, text: plainTitle(member.title, publishers) }))
    .filter(({ member, text }) => text !== '' && !isWeak(text, member))
  const leadWorth = own.text === '' ? -1 : centrality(lead, voices)
  let best: { readonly chosen: ChosenHeadline; readonly worth: number } | null = null
  for (const { member, text } of others) {
    const worth = centrality(member, voices)
    if (worth > leadWorth && worth > (best?.worth ?? -1))
      best = { chosen: { text, articleId: member.articleId }, worth }
  }
  return best?.chosen ?? { ...own, text: own.text === '' ? lead.title : own.text }
}

/** A title without label in front and publisher behind, white space as single spaces. */
export function plainTitle(title: string, publishers: readonly string[]): string {
  const plain = title.slice(0, longestTitle).replace(/\s+/gu, ' ').trim()
  const unlabelled = plain.replace(label, (found) => (isLabel(found) ? '' : found))
  const parts = unlabelled.split(separator)
  const last = parts.at(-1) ?? ''
  if (parts.length < 2 || !isPublisher(last, publishers)) return unlabelled
  return unlabelled.slice(0, unlabelled.lastIndexOf(last)).replace(/[\s|–—·•»-]+$/u, '')
}

/** "PARIS:" is a dateline and "NATO:" a name, but nothing is lost when they stay. */
const isLabel = (found: string): boolean =>
  /^(?:live|video|watch|update|breaking|exclusive|eil|directo|en\sdirect|diretta|на)/iu.test(found)

function isPublisher(part: string, publishers: readonly string[]): boolean {
  const said = squeezed(part)
  return said.length > 2 && publishers.some((publisher) => publisher !== '' && isOneName(squeezed(publisher), said))
}

const isOneName = (a: string, b: string): boolean => a.includes(b) || b.includes(a)

const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

function isWeak(text: string, member: FactMember): boolean {
  if (teaser.test(text) || articleForm({ ...member, section: null, url: '' }) !== 'report') return true
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  if (ideographs > 0) return ideographs < fewestIdeographs || ideographs > mostIdeographs
  const count = text.split(' ').length
  return count < fewestWords || count > mostWords
}

/** The independent reports that have each term in a title. */
function voicesByTerm(members: readonly FactMember[]): ReadonlyMap<string, ReadonlySet<string>> {
  const voices = new Map<string, Set<string>>()
  for (const member of members) {
    for (const term of termsOf(member)) {
      const saying = voices.get(term)
      if (saying) saying.add(independentKey(member))
      else voices.set(term, new Set([independentKey(member)]))
    }
  }
  return voices
}

/** Mean number of other reports that say the title's terms, so that long titles have no advantage. */
function centrality(member: FactMember, voices: ReadonlyMap<string, ReadonlySet<string>>): number {
  const terms = termsOf(member)
  const others = [...terms].reduce((sum, term) => sum + (voices.get(term)?.size ?? 1) - 1, 0)
  return terms.size === 0 ? 0 : others / terms.size
}

const termsOf = ({ title, language }: FactMember): Set<string> =>
  new Set(words(title, language).flatMap((word) => termOf(word, language) ?? []))
