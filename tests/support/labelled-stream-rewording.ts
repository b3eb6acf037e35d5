import type { Random } from './labelled-stream.ts'

/** Words that mean nearly the same, wherever they stand. */
const alternatives: Readonly<Record<string, readonly string[]>> = {
  about: ['roughly', 'around'],
  after: ['following'],
  although: ['even though', 'though'],
  are: ['are now', 'are still'],
  because: ['since', 'as'],
  before: ['prior to', 'ahead of'],
  brought: ['carried', 'took'],
  but: ['yet', 'however,'],
  buy: ['acquire', 'purchase'],
  calls: ['names', 'considers'],
  expect: ['count on', 'foresee'],
  expects: ['counts on', 'foresees'],
  found: ['discovered', 'located'],
  gave: ['granted', 'allowed'],
  had: ['had already', 'had reportedly'],
  has: ['has now', 'has meanwhile'],
  hurt: ['harmed', 'injured'],
  injured: ['hurt', 'wounded'],
  into: ['right into', 'straight into'],
  is: ['is now', 'is apparently'],
  only: ['just', 'merely'],
  people: ['persons', 'men and women'],
  promised: ['pledged', 'undertook'],
  said: ['explained', 'stated', 'declared'],
  says: ['states', 'explains'],
  some: ['around', 'an estimated'],
  told: ['informed'],
  under: ['beneath', 'below'],
  wants: ['would like', 'demands'],
  was: ['was evidently', 'was in the end'],
  were: ['were in the end', 'were evidently'],
  when: ['as', 'just when'],
  where: ['the place where'],
  which: ['something which'],
  who: ['who, it is said,', 'who by all accounts'],
  will: ['will soon', 'will therefore'],
  with: ['together with', 'along with'],
}
/** Of the words that have an alternative, this share is changed. Quotations stay as they are. */
const share = 0.8

/** The text as another desk would put it. */
export function inOtherWords(text: string, random: Random): string {
  return text
    .split(/("[^"]*")/u)
    .map((part) => (part.startsWith('"') ? part : reworded(part, random)))
    .join('')
}

const reworded = (text: string, random: Random): string =>
  text.replaceAll(/\b\p{Ll}+\b/gu, (word) => {
    const others = Object.hasOwn(alternatives, word) ? alternatives[word] : undefined
    return others && random.next() < share ? random.pick(others) : word
  })
