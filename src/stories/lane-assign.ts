import type { Queryable } from '../db/database.ts'
import type { Assignment } from './cluster-article.ts'
import type { Clusterer } from './clusterer.ts'
import type { LaneHolding } from './lane-holding.ts'
import { type LaneSignature, mergeStory, type Placement, type ReadyArticle, savePlacements } from './repository.ts'
import { refreshFacts } from './repository-facts.ts'
import { takeFeatures } from './repository-features.ts'
import { defaultSettings } from './settings.ts'

/** Articles whose features are read, or made, at once: between two such readings others have their turn, the renewal of the lease among them. */
const STEP = 20

export interface Assigning {
  readonly holding: LaneHolding
  readonly signature: LaneSignature
}

/** Assigns the articles in their order, writes that down, and makes the facts of the stories that they have changed anew. */
export async function assignAll(
  tx: Queryable,
  ready: readonly ReadyArticle[],
  clusterer: Clusterer,
  { holding, signature }: Assigning,
): Promise<void> {
  const changed = new Set<string>()
  let placements: Placement[] = []
  const save = async () => {
    holding.mustHold()
    await savePlacements(tx, placements, signature)
    placements = []
  }
  for await (const { id, assignment } of assignments(tx, ready, clusterer, signature.now)) {
    placements.push(placementOf(id, assignment))
    changed.add(assignment.storyId)
    if (assignment.merges.length === 0) continue
    // A merge moves rows, so what was decided before it must be there first.
    await save()
    for (const merge of assignment.merges) {
      await mergeStory(tx, merge, signature)
      changed.add(merge.from).add(merge.into)
    }
  }
  await save()
  await refreshFacts(tx, [...changed], signature.now)
}

async function* assignments(
  tx: Queryable,
  ready: readonly ReadyArticle[],
  clusterer: Clusterer,
  now: Date,
): AsyncGenerator<{ readonly id: string; readonly assignment: Assignment }, void> {
  for (let from = 0; from < ready.length; from += STEP) {
    const step = ready.slice(from, from + STEP)
    const ids = step.map(({ id }) => id)
    const known = await takeFeatures(tx, ids, defaultSettings, now)
    for (const { id, publishedAt } of step) {
      const found = known.get(id)
      if (!found) throw new Error(`article ${id} is ready without a first version`)
      yield { id, assignment: clusterer.assign({ id, publishedAt, features: found.features }) }
    }
  }
}

function placementOf(articleId: string, assignment: Assignment): Placement {
  const { storyId, isNewStory, copyOf, indexTerms, decision } = assignment
  return {
    articleId,
    storyId,
    isNewStory,
    originalId: copyOf?.originalId ?? null,
    copyKind: copyOf?.kind ?? null,
    containment: copyOf?.containment ?? null,
    rule: copyOf?.rule ?? decision.rule,
    decision,
    indexTerms,
  }
}
