import { type AnalystRules, noRules } from './analyst-rules.ts'
import type { Arrival, Placed } from './arrival.ts'
import type { ArticleFeatures } from './article-features.ts'
import type { Assignment, CopyVerdict, StoryMerge } from './cluster-article.ts'
import type { Overlap } from './copies.ts'
import { judgeCopy } from './copy-verdict.ts'
import { decisionOf, undecided } from './decision-of.ts'
import { type ScoredStory, scoreStories } from './events.ts'
import { leastLinkage, linkageOf } from './linkage.ts'
import { OpenOriginals } from './open-originals.ts'
import { OpenStories } from './open-stories.ts'
import { hourOf, openSince } from './open-since.ts'
import type { Original } from './original.ts'
import { RecentAnswers } from './recent-answers.ts'
import { RuleBook } from './rule-book.ts'
import type { ClusterSettings } from './settings.ts'
import type { Story } from './story.ts'

/** Decides where the articles of one language go, as they come. */
export class LanguageLane {
  readonly #settings: ClusterSettings
  readonly #originals: OpenOriginals
  readonly #stories: OpenStories
  readonly #answers = new RecentAnswers()
  #rules: RuleBook
  #newest = -Infinity
  /** Whether every story in memory is open at the present hour. */
  #isSwept = true

  constructor(settings: ClusterSettings) {
    this.#settings = settings
    this.#originals = new OpenOriginals(settings)
    this.#stories = new OpenStories(this.#originals)
    this.#rules = new RuleBook(noRules, (articleId) => this.#storyOf(articleId))
  }

  setRules(rules: AnalystRules): void {
    this.#rules = new RuleBook(rules, (articleId) => this.#storyOf(articleId))
  }

  /**
   * O(terms and shingles of the article + candidates times what is compared of each), whatever the number of articles;
   * besides, O(open stories) once an hour of event time.
   */
  assign(arrival: Arrival, newStoryId: () => string): Assignment {
    this.#advance(arrival.at)
    const overlaps = this.#originals.overlaps(arrival.features)
    const wanted = this.#wantedStory(arrival.articleId)
    const copy = this.#findCopy(arrival, overlaps, wanted?.story ?? null)
    const assignment = copy
      ? this.#assignCopy(arrival, copy, wanted?.rule ?? 'copy')
      : this.#assignOriginal(arrival, overlaps, wanted, newStoryId)
    this.#answers.keep(arrival.articleId, assignment)
    // A late article may open a story that is too old to stay open: it must not depend on the hour who meets it.
    if (arrival.at < openSince(this.#newest, this.#settings)) this.#isSwept = false
    return assignment
  }

  /** What was answered for an article in an open story, with the story that it is in now. */
  assignmentOf(articleId: string): Assignment | undefined {
    const member = this.#stories.member(articleId)
    if (!member?.story) return undefined
    const storyId = member.story.id
    const answer = this.#answers.get(articleId)
    if (answer) return answer.storyId === storyId ? answer : { ...answer, storyId }
    return { storyId, isNewStory: false, copyOf: null, indexTerms: [], decision: undecided('restored'), merges: [] }
  }

  /** Puts an article where it was put before. Nothing closes meanwhile: whoever restores names open stories only. */
  restore({ articleId, features, at, sequence }: Arrival, { storyId, originalId, indexTerms }: Placed): void {
    this.#newest = Math.max(this.#newest, at)
    this.#isSwept = false
    const story = this.#stories.open(storyId)
    const known = originalId === null ? undefined : this.#stories.originalOf(originalId)
    if (known && known.story === story) {
      this.#stories.add({ articleId, groupId: known.groupId, at, sequence, story }, story)
      return
    }
    const groupId = known ? articleId : (originalId ?? articleId)
    const original = this.#originals.take(features, { articleId, groupId, at, sequence })
    const positions = indexTerms ?? this.#originals.heaviest(original).map(({ position }) => position)
    this.#place(original, features, story, positions)
  }

  merge(from: string, into: string): void {
    const ending = this.#stories.get(from)
    const kept = this.#stories.get(into)
    if (ending && kept) this.#stories.merge(ending, kept)
  }

  /** Whether any of the articles is in an open story of this lane. */
  holdsAny(articleIds: readonly string[]): boolean {
    return articleIds.some((articleId) => this.#stories.member(articleId))
  }

  move(articleIds: readonly string[], storyId: string, features: ReadonlyMap<string, ArticleFeatures>): void {
    this.#stories.move(articleIds, storyId, features)
    this.#isSwept = false
  }

  #storyOf(articleId: string): Story | null {
    return this.#stories.member(articleId)?.story ?? null
  }

  /** Where an analyst wants the article to be. */
  #wantedStory(articleId: string): WantedStory | null {
    const pin = this.#rules.pinOf(articleId)
    const pinned = pin === null ? null : (this.#stories.successorOf(pin) ?? this.#rules.storyWithPin(pin))
    if (pinned) return { story: pinned, rule: 'pinned' }
    const linked = this.#rules.linkedStory(articleId)
    return linked ? { story: linked, rule: 'must-link' } : null
  }

  #assignCopy({ articleId, at, sequence }: Arrival, { story, verdict, evidence }: FoundCopy, rule: string): Assignment {
    this.#stories.add({ articleId, groupId: verdict.originalId, at, sequence, story }, story)
    const decision = { ...undecided(rule), features: evidence }
    return { storyId: story.id, isNewStory: false, copyOf: verdict, indexTerms: [], decision, merges: [] }
  }

  #assignOriginal(
    { articleId, features, at, sequence }: Arrival,
    overlaps: readonly Overlap<Original>[],
    wanted: WantedStory | null,
    newStoryId: () => string,
  ): Assignment {
    const original = this.#originals.take(features, { articleId, groupId: articleId, at, sequence })
    const terms = this.#originals.heaviest(original)
    const probed = this.#originals.probe(original, overlaps)
    const reports = new Set([...this.#originals.candidates(terms), ...overlaps.map(({ text }) => text)])
    for (const report of wanted?.story.originals.slice(-this.#settings.comparedMembers) ?? []) reports.add(report)
    const scored = scoreStories(probed, reports, this.#settings)
    const barOf = (story: Story) => (story === wanted?.story ? null : this.#rules.barOf(articleId, story))
    const best = scored.find(({ story }) => barOf(story) === null)
    const likely = best && best.score >= this.#settings.joinThreshold ? best.story : null
    const joined = wanted?.story ?? likely
    const decision = decisionOf({ scored, joined, wantedBy: wanted?.rule ?? null, barOf }, this.#settings)
    const story = joined ?? this.#stories.open(newStoryId())
    const indexTerms = terms.map(({ position }) => position)
    this.#place(original, features, story, indexTerms)
    const merges = wanted ? [] : this.#mergeInto(story, scored)
    return { storyId: story.id, isNewStory: joined === null, copyOf: null, indexTerms, decision, merges }
  }

  /** Where an article is like the reports of other stories too, these may be one with the story that it is in. The older id is kept. */
  #mergeInto(joined: Story, scored: readonly ScoredStory[]): StoryMerge[] {
    const merges: StoryMerge[] = []
    let kept = joined
    for (const { story, score } of scored) {
      if (score < this.#settings.mergeLook) break
      if (story === kept || !this.#rules.allowsMerge(story, kept)) continue
      if (linkageOf(story, kept, this.#originals, this.#settings) < leastLinkage(story, kept, this.#settings)) continue
      const [from, into] = story.sequence < kept.sequence ? [kept, story] : [story, kept]
      this.#stories.merge(from, into)
      merges.push({ from: from.id, into: into.id })
      kept = into
    }
    return merges
  }

  /** @param only the story in which the original must be; any that the article may join when null */
  #findCopy({ articleId, features }: Arrival, overlaps: readonly Overlap<Original>[], only: Story | null) {
    for (const overlap of overlaps) {
      const { story, groupId } = overlap.text
      if (!story || (only ? story !== only : this.#rules.barOf(articleId, story) !== null)) continue
      const accepted = judgeCopy(features, overlap, this.#settings)
      if (!accepted) continue
      const { evidence, ...verdict } = accepted
      return { story, evidence, verdict: { originalId: groupId, ...verdict } }
    }
    return null
  }

  #place(original: Original, features: ArticleFeatures, story: Story, positions: readonly number[]): void {
    this.#stories.add(original, story)
    this.#originals.place(original, features, positions)
  }

  /** Closes what is too old whenever event time enters a new hour, so that the open stories depend on that time alone. */
  #advance(at: number): void {
    const before = hourOf(this.#newest)
    this.#newest = Math.max(this.#newest, at)
    if (this.#isSwept && hourOf(this.#newest) === before) return
    this.#isSwept = true
    this.#stories.closeBefore(openSince(this.#newest, this.#settings))
  }
}

interface WantedStory {
  readonly story: Story
  readonly rule: 'pinned' | 'must-link'
}

interface FoundCopy {
  readonly story: Story
  readonly verdict: CopyVerdict
  readonly evidence: Readonly<Record<string, number>>
}
