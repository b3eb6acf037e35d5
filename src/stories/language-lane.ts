import type { ArticleFeatures } from './article-features.ts'
import type { Assignment, CopyVerdict, StoryDecision, StoryMerge } from './cluster-article.ts'
import { CopyIndex, type Overlap } from './copies.ts'
import { judgeCopy } from './copy-verdict.ts'
import { type ScoredStory, scoreStories } from './events.ts'
import { probeArticle } from './probed-article.ts'
import { type HeavyTerm, heaviestTerms, StoryIndex } from './story-index.ts'
import type { ClusterSettings } from './settings.ts'
import { Story, type Original } from './story.ts'
import { Probe, termVector } from './term-vector.ts'
import { Vocabulary } from './vocabulary.ts'

/** An article as it reaches its lane. */
export interface Arrival {
  readonly articleId: string
  readonly features: ArticleFeatures
  /** Event time in milliseconds since 1970. */
  readonly at: number
  /** Place in the stream. */
  readonly sequence: number
}

const hour = 3_600_000

/** The open stories of one language and all that finds them. */
export class LanguageLane {
  readonly #settings: ClusterSettings
  readonly #words = new Vocabulary()
  readonly #names = new Vocabulary()
  readonly #copies: CopyIndex<Original>
  readonly #index: StoryIndex
  readonly #stories = new Map<string, Story>()
  readonly #originals = new Map<string, Original>()
  readonly #assignments = new Map<string, Assignment>()
  #newest = -Infinity

  constructor(settings: ClusterSettings) {
    this.#settings = settings
    this.#copies = new CopyIndex(settings)
    this.#index = new StoryIndex(settings)
  }

  assign(arrival: Arrival, newStoryId: () => string): Assignment {
    this.#advance(arrival.at)
    const overlaps = this.#copies.overlaps(arrival.features)
    const copy = this.#findCopy(arrival.features, overlaps)
    const assignment = copy ? this.#assignCopy(arrival, copy) : this.#assignOriginal(arrival, overlaps, newStoryId)
    this.#assignments.set(arrival.articleId, assignment)
    return assignment
  }

  assignmentOf(articleId: string): Assignment | undefined {
    return this.#assignments.get(articleId)
  }

  restore(arrival: Arrival, placed: { storyId: string; originalId: string | null }): void {
    this.#advance(arrival.at)
    const { articleId, sequence, at } = arrival
    const known = this.#stories.get(placed.storyId)
    const story = known ?? new Story(placed.storyId, sequence)
    this.#stories.set(story.id, story)
    if (placed.originalId !== null && this.#originals.has(placed.originalId)) story.note(articleId, at)
    else {
      const original = this.#original(arrival, placed.originalId ?? articleId)
      this.#place(original, story, this.#heaviest(original))
    }
    const decision = { ...undecided, rule: 'restored' }
    this.#assignments.set(articleId, { storyId: story.id, isNewStory: !known, copyOf: null, decision, merges: [] })
  }

  merge(from: string, into: string): void {
    const ending = this.#stories.get(from)
    const kept = this.#stories.get(into)
    if (!ending || !kept || ending === kept) return
    for (const articleId of ending.articleIds) {
      const assignment = this.#assignments.get(articleId)
      if (assignment) this.#assignments.set(articleId, { ...assignment, storyId: into })
    }
    kept.absorb(ending, this.#settings)
    this.#stories.delete(from)
  }

  #assignCopy({ articleId, at }: Arrival, copy: FoundCopy): Assignment {
    copy.story.note(articleId, at)
    const decision = { ...undecided, rule: 'copy' }
    return { storyId: copy.story.id, isNewStory: false, copyOf: copy.verdict, merges: [], decision }
  }

  #assignOriginal(arrival: Arrival, overlaps: readonly Overlap<Original>[], newStoryId: () => string): Assignment {
    const original = this.#original(arrival, arrival.articleId)
    const terms = this.#heaviest(original)
    const probed = probeArticle(original, overlaps, this.#words, this.#names, this.#settings)
    const scored = scoreStories(probed, this.#index.candidates(terms), this.#settings)
    const best = scored[0]
    const joined = best && best.score >= this.#settings.joinThreshold ? best.story : null
    const story = joined ?? new Story(newStoryId(), arrival.sequence)
    this.#stories.set(story.id, story)
    this.#place(original, story, terms)
    return {
      storyId: story.id,
      isNewStory: joined === null,
      copyOf: null,
      merges: this.#mergeAround(scored),
      decision: decisionOf(scored, joined, this.#settings),
    }
  }

  /** An article that surely tells the event of two stories shows that they are one. The older id is kept. */
  #mergeAround(scored: readonly ScoredStory[]): StoryMerge[] {
    const [first, ...others] = scored
      .filter(({ score }) => score >= this.#settings.mergeThreshold)
      .map(({ story }) => story)
    const merges: StoryMerge[] = []
    let kept = first
    for (const story of others) {
      if (!kept) break
      if (this.#likeness(story, kept) < this.#settings.mergeLikeness) continue
      const [from, into] = story.sequence < kept.sequence ? [kept, story] : [story, kept]
      this.merge(from.id, into.id)
      merges.push({ from: from.id, into: into.id })
      kept = into
    }
    return merges
  }

  #likeness(a: Story, b: Story): number {
    const idf = (id: number): number => this.#words.idf(id, this.#settings.idfPrior)
    return new Probe(a.body.vector(), idf).cosineToCentroid(b.body)
  }

  #findCopy(features: ArticleFeatures, overlaps: readonly Overlap<Original>[]): FoundCopy | null {
    for (const overlap of overlaps) {
      const accepted = judgeCopy(features, overlap, this.#settings)
      const { story, groupId } = overlap.text
      if (accepted && story) return { story, verdict: { originalId: groupId, ...accepted } }
    }
    return null
  }

  #original({ articleId, features, at, sequence }: Arrival, groupId: string): Original {
    return {
      articleId,
      groupId,
      features,
      at,
      sequence,
      title: termVector(features.titleTerms, this.#words),
      titleMarks: new Set(Array.from(features.titleMarks, (term) => this.#words.idOf(term))),
      body: termVector(features.bodyTerms, this.#words),
      names: termVector(features.nameTerms, this.#names),
      story: null,
    }
  }

  #heaviest(original: Original): HeavyTerm[] {
    return heaviestTerms(original.body, this.#words, this.#settings)
  }

  #place(original: Original, story: Story, terms: readonly HeavyTerm[]): void {
    story.note(original.articleId, original.at)
    story.add(original, this.#settings)
    this.#originals.set(original.groupId, original)
    this.#words.count(original.body.ids)
    this.#names.count(original.names.ids)
    this.#copies.add(original)
    this.#index.add(original, terms)
  }

  /** Closes what is too old whenever event time enters a new hour, so that the open stories depend on that time alone. */
  #advance(at: number): void {
    const before = Math.floor(this.#newest / hour)
    this.#newest = Math.max(this.#newest, at)
    const now = Math.floor(this.#newest / hour)
    if (now === before) return
    const oldest = now * hour - this.#settings.openDays * 24 * hour
    for (const story of this.#stories.values()) if (story.lastAt < oldest) this.#close(story)
  }

  #close(story: Story): void {
    this.#stories.delete(story.id)
    for (const articleId of story.articleIds) this.#assignments.delete(articleId)
    for (const original of story.originals) {
      this.#originals.delete(original.groupId)
      this.#copies.remove(original)
      this.#index.remove(original)
      this.#words.discount(original.body.ids)
      this.#names.discount(original.names.ids)
      original.story = null
    }
  }
}

interface FoundCopy {
  readonly story: Story
  readonly verdict: CopyVerdict
}

const undecided: Omit<StoryDecision, 'rule'> = {
  score: null,
  threshold: null,
  margin: null,
  features: {},
  nearestRejected: null,
}

function decisionOf(
  scored: readonly ScoredStory[],
  joined: Story | null,
  { joinThreshold }: ClusterSettings,
): StoryDecision {
  const best = scored[0]
  const rejected = scored.find(({ story }) => story !== joined)
  return {
    rule: joined ? 'join' : 'new',
    score: best?.score ?? null,
    threshold: joinThreshold,
    margin: best ? best.score - joinThreshold : null,
    features: { ...best?.evidence },
    nearestRejected: rejected ? { storyId: rejected.story.id, score: rejected.score } : null,
  }
}
