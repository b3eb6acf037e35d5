import { readVersionNumbers } from '../articles/repository-versions.ts'
import type { Candidate } from '../digests/candidate.ts'
import type { Draft } from '../digests/desk/draft.ts'
import type { EditProblem } from '../digests/desk/edit.ts'
import type { LoggedEdit } from '../digests/desk/logged-edit.ts'
import { type DeskSlot, listEdits } from '../digests/desk/repository.ts'
import type { Digest } from '../digests/digest.ts'
import { sentencesOfStory } from '../digests/edition.ts'
import { listStoryHeads } from '../stories/repository-read.ts'
import { localTime, type LocalTime } from './local-time.ts'
import type { WebNeeds } from './web-needs.ts'

/** What an editor has in hand while the page is made. */
export interface AtDesk {
  /** Null where nobody has said who sits there. */
  readonly editor: string | null
  /** The place whose form is open; see `placeOf`. */
  readonly open: string | null
  /** What was typed there and not taken, and why. */
  readonly typed: string | null
  readonly problems: readonly EditProblem[]
  /** What the desk says of what was done before. */
  readonly answer: string | null
}

/** A draft on its desk. */
export interface DeskView extends AtDesk {
  readonly digest: Digest
  readonly slot: DeskSlot
  readonly draft: Draft
  /** The latest first. */
  readonly edits: readonly LoggedEdit[]
  readonly versions: ReadonlyMap<string, number>
  readonly candidates: readonly NamedCandidate[]
  readonly unlisted: number
  readonly now: Date
  readonly time: LocalTime
}

export interface NamedCandidate extends Candidate {
  readonly headline: string
  readonly language: string
}

/** Candidates beside an edition: those that it tells and as many again. */
const LISTED = 80

export async function readDesk(
  { db, clock }: WebNeeds,
  digest: Digest,
  slot: DeskSlot,
  draft: Draft,
  at: AtDesk,
): Promise<DeskView> {
  const listed = draft.candidates.slice(0, LISTED)
  const heads = await listStoryHeads(
    db,
    listed.map(({ storyId }) => storyId),
  )
  const headlines = new Map([...draft.content.stories, ...draft.dropped].map((story) => [story.storyId, story]))
  const sentences = [
    ...draft.content.stories.flatMap((story) => sentencesOfStory(story)),
    ...Object.values(draft.spares).flat(),
  ]
  return {
    ...at,
    digest,
    slot,
    draft,
    edits: await listEdits(db, slot),
    versions: await readVersionNumbers(
      db,
      sentences.map(({ versionId }) => versionId),
    ),
    candidates: listed.map((one) => {
      const named = headlines.get(one.storyId) ?? heads.get(one.storyId)
      return { ...one, headline: named?.headline ?? one.storyId, language: named?.language ?? 'und' }
    }),
    unlisted: draft.candidates.length - listed.length,
    now: clock.now(),
    time: localTime(digest.zone),
  }
}
