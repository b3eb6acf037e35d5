import { type Block, sentenceCount, wordsIn } from './blocks.ts'
import { contextShare, isContext, roleOf } from './role.ts'
import { isSpeech } from './source-sentence.ts'
import type { StoryText } from './story-text.ts'

/** What tells the event belongs together, and so does what is said of it, even where they share no word. */
const sideBonus = 0.15
const roleBonus = 0.06
const neighbourBonus = 0.08
/** Mean likeness inside the groups must beat that between them by this much. */
const weakSeparation = 0.02
/** A brief has two sections, and a section two paragraphs: the form that readers know. */
const groupCount = 2
const mostPasses = 12

/** What a group must hold: sentences, a share of the words, and a block that may stand first. */
interface GroupSize {
  readonly fewestSentences: number
  readonly smallestShare: number
}

interface Parting {
  readonly blocks: readonly Block[]
  readonly likeness: readonly number[][]
  /** Mean of all pairs. */
  readonly mean: number
  readonly size: GroupSize
}

/**
 * Parts blocks into two topics, of two sentences and a fair share of the words each, so that likeness inside exceeds
 * likeness between as far as moves and swaps can take it. Null when no parting is clear.
 * O(passes x blocks^4) on a dozen blocks.
 */
export function partIntoSections(story: StoryText, blocks: readonly Block[]): Block[][] | null {
  const found = partBlocks(story, blocks, { fewestSentences: 2, smallestShare: 0.35 })
  return found && found.separation >= weakSeparation ? found.groups : null
}

/** Parts the blocks of a section into two paragraphs; one when it holds too little. */
export function partIntoParagraphs(story: StoryText, blocks: readonly Block[]): Block[][] {
  if (sentenceCount(blocks) < 3) return [[...blocks]]
  const size = { fewestSentences: 1, smallestShare: sentenceCount(blocks) > 4 ? 0.35 : 0.25 }
  return partBlocks(story, blocks, size)?.groups ?? [[...blocks]]
}

function partBlocks(
  story: StoryText,
  blocks: readonly Block[],
  size: GroupSize,
): { groups: Block[][]; separation: number } | null {
  if (blocks.length < groupCount) return null
  const likeness = likenessMatrix(story, blocks)
  const parting: Parting = { blocks, likeness, mean: meanLikeness(likeness, () => true), size }
  const labels = improve(parting)
  return labels && { groups: grouped(labels, blocks), separation: separation(labels, likeness) }
}

function likenessMatrix(story: StoryText, blocks: readonly Block[]): number[][] {
  return blocks.map((a) => blocks.map((b) => (a === b ? 0 : blockLikeness(story, a, b))))
}

/** How well two blocks go together: likeness of words, nearness in one article, and what they do in the story. */
export function blockLikeness(story: StoryText, a: Block, b: Block): number {
  let sum = 0
  for (const x of a) for (const y of b) sum += story.likeness(x, y)
  const near = a.some((x) => b.some((y) => x.article === y.article && Math.abs(x.order - y.order) <= 2))
  const sameSide = isContext(a[0]) === isContext(b[0])
  const sameRole = sameSide && roleOf(a[0]) === roleOf(b[0])
  const bonus = (near ? neighbourBonus : 0) + (sameSide ? sideBonus : 0) + (sameRole ? roleBonus : 0)
  return sum / (a.length * b.length) + bonus
}

/** The least alike blocks found the groups; each other block joins the nearest founder. */
function seed(likeness: readonly number[][]): number[] {
  const founders = [0]
  while (founders.length < groupCount) {
    const nearest = likeness.map((row, i) =>
      founders.includes(i) ? Infinity : Math.max(...founders.map((f) => row[f] ?? 0)),
    )
    founders.push(nearest.indexOf(Math.min(...nearest)))
  }
  return likeness.map((row, i) => {
    if (founders.includes(i)) return founders.indexOf(i)
    const near = founders.map((founder) => row[founder] ?? 0)
    return near.indexOf(Math.max(...near))
  })
}

/** Hill climbing over single moves and swaps; null when no parting of the wanted sizes is met. */
function improve(parting: Parting): number[] | null {
  let labels = seed(parting.likeness)
  for (let pass = 0; pass < mostPasses; pass++) {
    const better = bestNeighbour(labels, parting)
    if (!better) break
    labels = better
  }
  return lack(labels, parting) === 0 ? labels : null
}

function bestNeighbour(labels: readonly number[], parting: Parting): number[] | null {
  let found: number[] | null = null
  let most = value(labels, parting)
  for (const candidate of neighbours(labels)) {
    const reached = value(candidate, parting)
    if (reached > most + 1e-9) {
      most = reached
      found = candidate
    }
  }
  return found
}

function* neighbours(labels: readonly number[]): Generator<number[]> {
  for (let i = 0; i < labels.length; i++) {
    for (let group = 0; group < groupCount; group++) if (group !== labels[i]) yield labels.with(i, group)
    for (let j = i + 1; j < labels.length; j++) {
      const [a, b] = [labels[i] ?? 0, labels[j] ?? 0]
      if (a !== b) yield labels.with(i, b).with(j, a)
    }
  }
}

/** Likeness inside the groups above the mean, minus a fine that no likeness outweighs for groups too small. */
function value(labels: readonly number[], parting: Parting): number {
  const { likeness, mean } = parting
  let sum = 0
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < i; j++) if (labels[i] === labels[j]) sum += (likeness[i]?.[j] ?? 0) - mean
  }
  return sum - 100 * lack(labels, parting)
}

/** What the groups miss of the wanted size, summed; 0 when every one has it. */
function lack(labels: readonly number[], { blocks, size }: Parting): number {
  const total = wordsIn(blocks)
  let missing = 0
  for (let label = 0; label < groupCount; label++) {
    const group = blocks.filter((_, i) => labels[i] === label)
    missing += Math.max(0, size.fewestSentences - sentenceCount(group))
    missing += Math.max(0, size.smallestShare - wordsIn(group) / total)
    if (!group.some(([head]) => head.canOpen && !isSpeech(head))) missing += 1
  }
  return missing
}

function separation(labels: readonly number[], likeness: readonly number[][]): number {
  const inside = meanLikeness(likeness, (i, j) => labels[i] === labels[j])
  const between = meanLikeness(likeness, (i, j) => labels[i] !== labels[j])
  return inside - between
}

function meanLikeness(likeness: readonly number[][], counts: (i: number, j: number) => boolean): number {
  let sum = 0
  let pairs = 0
  likeness.forEach((row, i) => {
    for (let j = 0; j < i; j++) {
      if (!counts(i, j)) continue
      sum += row[j] ?? 0
      pairs++
    }
  })
  return pairs === 0 ? 0 : sum / pairs
}

/** The event itself first, then what is said of it; groups alike in that in the order of their best block. */
function grouped(labels: readonly number[], blocks: readonly Block[]): Block[][] {
  const groups = Array.from({ length: groupCount }, (_, group) => blocks.filter((__, i) => labels[i] === group))
  const rank = (group: readonly Block[]): number => (group[0] ? blocks.indexOf(group[0]) : Infinity)
  const context = (group: readonly Block[]): number => Math.round(2 * contextShare(group.flat()))
  return groups.sort((a, b) => context(a) - context(b) || rank(a) - rank(b))
}
