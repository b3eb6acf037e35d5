import { type LoadedFeatures, readFeatures } from './repository-features.ts'
import { ReplayEngine, type ReplayEngineNeeds } from './replay-engine.ts'
import { ReplayState } from './replay-state.ts'
import { type ReplayStep, stepsOf } from './replay-steps.ts'
import type { ReplayEvent, ReplayRun, ReplaySpan } from './repository-replay.ts'
import { listStanding } from './repository-standing.ts'

export interface ReplayLaneNeeds extends ReplayEngineNeeds {
  readonly span: ReplaySpan
}

/**
 * A lane that goes through its ledger again. Articles of the span are assigned anew; all others are put where the lane put
 * them then, and what people did is done again, at the places of the ledger where it happened. A story keeps its stored id
 * where the replay opens it by the same article.
 */
export class ReplayLane {
  readonly state = new ReplayState()
  readonly #needs: ReplayLaneNeeds
  readonly #engine: ReplayEngine
  /** Whether the last placement was of the span: the lane's merges after it are for the replay to find. */
  #isReplaying = false

  constructor(needs: ReplayLaneNeeds) {
    this.#needs = needs
    this.#engine = new ReplayEngine(needs, this.state)
  }

  /**
   * Puts into memory what the lane had there just before a run: stories that were open, as stored. Articles that the
   * replay has placed differently before stay where it put them.
   */
  async begin(run: ReplayRun, onStep: (done: number, of: number) => void): Promise<void> {
    const { db, language, settings } = this.#needs
    const moment = { ledgerId: run.firstId, language, at: run.firstAt }
    const stood = await listStanding(db, moment, settings, () => onStep(0, 0))
    const { stored, replayed, places } = this.state
    for (const { articleId, publishedAt, storyId, originalId } of stood) {
      const isAsStored = stored.storyOf(articleId) === replayed.storyOf(articleId)
      stored.put(articleId, storyId)
      if (!places.has(articleId)) {
        const place = { articleId, publishedAt, originalId, copyKind: null, containment: null, indexTerms: null }
        this.state.add({ ...place, isReplayed: false }, storyId)
      } else if (isAsStored) replayed.put(articleId, storyId)
    }
    const ids = stood.map(({ articleId }) => articleId)
    await this.#engine.begin(ids, run.firstAt, (done) => onStep(done, ids.length))
  }

  /** Goes through events; those of one decision must come in one call. */
  async take(events: readonly ReplayEvent[]): Promise<void> {
    const steps = stepsOf(events)
    const placed = steps.flatMap((step) => (step.kind === 'placed' ? step.articleId : []))
    const featured = await readFeatures(this.#needs.db, placed, this.#needs.settings)
    for (const step of steps) {
      if (step.kind !== 'placed') await this.#follow(step)
      else await this.#place(step.event, step.articleId, featured.get(step.articleId))
    }
  }

  /** Obeys what holds at `now`, that decided since the last article too. */
  async end(now: Date): Promise<void> {
    await this.#engine.obey(now)
  }

  async #place(event: ReplayEvent, articleId: string, known: LoadedFeatures | undefined): Promise<void> {
    if (!known) throw new Error(`article ${articleId} was placed without a first version`)
    const { from, to } = this.#needs.span
    const publishedAt = event.eventAt ?? event.at
    this.state.stored.put(articleId, event.storyId)
    await this.#engine.refresh()
    await this.#engine.obey(event.at)
    this.#isReplaying = publishedAt >= from && publishedAt < to
    const article = { id: articleId, publishedAt, features: known.features }
    if (this.#isReplaying) {
      this.#engine.assign(article, publishedAt, event.event === 'created' ? event.storyId : null)
      return
    }
    const { originalId, copyKind, containment } = event
    const { indexTerms } = known
    const place = { articleId, publishedAt, originalId, copyKind, containment, indexTerms, isReplayed: false }
    this.#engine.restore(article, place, this.#standingStory(event))
  }

  /** Where an article stands that is not replayed: a copy beside its original, others where their story went. */
  #standingStory({ originalId, storyId }: ReplayEvent): string {
    const { replayed } = this.state
    return (originalId === null ? null : replayed.storyOf(originalId)) ?? replayed.successorOf(storyId)
  }

  async #follow(step: Exclude<ReplayStep, { kind: 'placed' }>): Promise<void> {
    if (step.kind === 'followed') this.state.stored.put(step.articleId, step.storyId)
    else if (step.kind === 'merged') {
      if (!this.#isReplaying) this.#engine.merge(step.from, step.into)
    } else {
      if (step.kind === 'moved') for (const one of step.articleIds) this.state.stored.put(one, step.storyId)
      if (this.#engine.obeysDecisions) await this.#followPeople(step)
    }
  }

  async #followPeople(step: Extract<ReplayStep, { kind: 'moved' | 'ended' | 'revived' }>): Promise<void> {
    if (step.kind === 'ended') this.#engine.merge(step.from, step.into)
    else if (step.kind === 'revived') {
      this.state.replayed.revive(step.storyId)
      this.#engine.outdate()
    } else {
      await this.#engine.move(step.articleIds, this.state.replayed.successorOf(step.storyId), step.by)
      if (step.by.isUndo && this.state.reunite(step.by.decisionId)) this.#engine.outdate()
    }
  }
}
