import type { Database } from '../db/database.ts'
import type { Assignment } from './cluster-article.ts'
import { type Clusterer, createClusterer, type FeaturedArticle } from './clusterer.ts'
import { readFeatures } from './repository-features.ts'
import { buildReplayIndex, openArticles } from './replay-index.ts'
import { nextSettling, rulesAt } from './replay-rules.ts'
import type { ReplayPlace, ReplayState } from './replay-state.ts'
import type { Deciding } from './replay-steps.ts'
import type { ReplayedEvent } from './repository-replay-scratch.ts'
import type { ClusterSettings } from './settings.ts'

export interface ReplayEngineNeeds {
  readonly db: Database
  readonly language: string
  readonly settings: ClusterSettings
  readonly newStoryId: (at: Date) => string
  /** When analysts' decisions began or ceased to be obeyed, in order; null when the replay leaves them out. */
  readonly ruleChanges: readonly Date[] | null
  /** Told of every decision of the replay. */
  readonly onEvent: (event: ReplayedEvent) => void
}

/** More moves than the rules of any lane ask for; contradictory ones would ask for ever. */
const MOST_SETTLINGS = 10_000

/** The clusterer of a replay, whose every step is noted in the replay's state, and the rules that it obeys meanwhile. */
export class ReplayEngine {
  readonly #needs: ReplayEngineNeeds
  readonly #state: ReplayState
  #clusterer: Clusterer
  #since = new Date(0)
  /** Changes of the rules that are still to come. */
  #ruleChanges: readonly Date[]
  /** Id of the story that the stored article opened which is being assigned. */
  #storedId: string | null = null
  #isOutdated = false

  constructor(needs: ReplayEngineNeeds, state: ReplayState) {
    this.#needs = needs
    this.#state = state
    this.#ruleChanges = needs.ruleChanges ?? []
    this.#clusterer = createClusterer(this.#options)
  }

  get obeysDecisions(): boolean {
    return this.#needs.ruleChanges !== null
  }

  /** Goes on with these articles in memory, where they stand, and with the rules of `at`. */
  async begin(articleIds: readonly string[], at: Date, onStep: (done: number) => void): Promise<void> {
    this.#since = at
    await this.#build(articleIds, onStep)
    await this.obey(at)
  }

  /** To be called before articles are placed after what the clusterer cannot follow, such as a story that lives again. */
  outdate(): void {
    this.#isOutdated = true
  }

  async refresh(): Promise<void> {
    if (this.#isOutdated) await this.#build(openArticles(this.#state, this.#needs.settings), () => undefined)
  }

  /** @param storedId of the story that the article once opened; null when it joined one */
  assign(article: FeaturedArticle, publishedAt: Date, storedId: string | null): void {
    this.#storedId = storedId
    const assignment = this.#clusterer.assign(article)
    const { storyId, copyOf, indexTerms, merges } = assignment
    const { originalId = null, kind: copyKind = null, containment = null } = copyOf ?? {}
    const place = { articleId: article.id, publishedAt, originalId, copyKind, containment, indexTerms }
    this.#state.add({ ...place, isReplayed: true }, storyId)
    this.#needs.onEvent(toldOf(article.id, assignment))
    for (const { from, into } of merges) {
      this.#state.replayed.merge(from, into)
      const told = { storyId: from, articleId: null, decision: { into } }
      this.#needs.onEvent({ ...told, event: 'merged', actor: 'lane', reason: 'merge' })
    }
  }

  restore(article: FeaturedArticle, place: ReplayPlace, storyId: string): void {
    this.#state.add(place, storyId)
    const { originalId, indexTerms } = place
    this.#clusterer.restore(article, { storyId, originalId, indexTerms })
  }

  merge(from: string, into: string): void {
    const { replayed } = this.#state
    const [ending, kept] = [replayed.successorOf(from), replayed.successorOf(into)]
    if (ending === kept) return
    replayed.merge(ending, kept)
    this.#clusterer.mergeStories(ending, kept)
  }

  async move(articleIds: readonly string[], storyId: string, by: Deciding): Promise<void> {
    const { actor, reason, decisionId } = by
    const { replayed, places } = this.#state
    const moving = articleIds.filter((one) => places.has(one) && replayed.storyOf(one) !== storyId)
    if (moving.length === 0) return
    for (const one of moving) replayed.put(one, storyId)
    const parted = this.#state.part(moving, decisionId)
    const featured = await readFeatures(this.#needs.db, parted, this.#needs.settings)
    const features = new Map([...featured].map(([articleId, one]) => [articleId, one.features]))
    this.#clusterer.moveArticles(moving, storyId, features)
    for (const articleId of moving) {
      this.#needs.onEvent({ storyId, articleId, event: 'joined', decision: { decisionId }, actor, reason })
    }
  }

  /** Tells the clusterer the rules of a time, when they are others than it knows, and sees that they hold. */
  async obey(at: Date): Promise<void> {
    const left = this.#ruleChanges.filter((change) => change > at)
    const isKnown = left.length === this.#ruleChanges.length
    this.#ruleChanges = left
    if (isKnown) return
    const { db, language, newStoryId } = this.#needs
    const rules = await rulesAt(db, this.#state, { language, at, since: this.#since })
    this.#clusterer.setRules(language, rules)
    for (let moves = 0; moves < MOST_SETTLINGS; moves++) {
      const settling = nextSettling(this.#state, rules)
      if (!settling) return
      const by = { actor: 'analyst', reason: 'decisions in force', decisionId: '', isUndo: false }
      await this.move(settling.articleIds, settling.storyId ?? newStoryId(at), by)
    }
  }

  /** Also tells the new index the rules that the old one knew. */
  async #build(articleIds: readonly string[], onStep: (done: number) => void): Promise<void> {
    const { db, language } = this.#needs
    this.#isOutdated = false
    this.#clusterer = await buildReplayIndex(db, this.#state, articleIds, this.#options, onStep)
    const changes = this.#needs.ruleChanges ?? []
    const obeyed = changes[changes.length - this.#ruleChanges.length - 1]
    if (!obeyed) return
    this.#clusterer.setRules(language, await rulesAt(db, this.#state, { language, at: obeyed, since: this.#since }))
  }

  get #options() {
    return {
      settings: this.#needs.settings,
      newStoryId: ({ publishedAt }: { readonly publishedAt: Date | null }) =>
        this.#storedId ?? this.#needs.newStoryId(publishedAt ?? this.#since),
    }
  }
}

const toldOf = (articleId: string, { storyId, isNewStory, copyOf, decision }: Assignment): ReplayedEvent => ({
  storyId,
  articleId,
  event: isNewStory ? 'created' : 'joined',
  actor: 'lane',
  reason: copyOf?.rule ?? decision.rule,
  decision,
})
