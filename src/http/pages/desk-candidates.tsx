import type { CandidateFate } from '../../digests/candidate.ts'
import type { Digest } from '../../digests/digest.ts'
import { addresses } from '../addresses.ts'
import type { DeskView, NamedCandidate } from '../desk-view.ts'
import { Act, type Hand } from './desk-forms.tsx'
import { languageTag } from './parts.tsx'
import { RankComponents, scoreOf } from './rank-components.tsx'

interface CandidatesProps {
  readonly view: DeskView
  readonly hand: Hand | null
}

/** Every story of the window, with the rank that it was given, why it is told or not, and its score. */
export function DeskCandidates({ view, hand }: CandidatesProps) {
  return (
    <aside class="rail" aria-label="Candidates">
      <h2 class="label">
        Candidates <span>{view.draft.candidates.length}</span>
      </h2>
      {view.candidates.length === 0 && <p class="aside">No story came in this window.</p>}
      <ol class="lines candidates">
        {view.candidates.map((candidate) => (
          <Line candidate={candidate} view={view} hand={hand} />
        ))}
      </ol>
      {view.unlisted > 0 && <p class="aside">and {view.unlisted} more</p>}
    </aside>
  )
}

function Line({ candidate, view, hand }: CandidatesProps & { candidate: NamedCandidate }) {
  const { storyId, rank, headline, language } = candidate
  const told = view.draft.content.stories.find((story) => story.storyId === storyId)
  const isDropped = view.draft.dropped.some((story) => story.storyId === storyId)
  return (
    <li>
      <a href={told || isDropped ? `#s-${storyId}` : addresses.story(storyId)} lang={languageTag(language)}>
        {headline}
      </a>
      <span>
        {rank === null ? 'no rank' : `rank ${rank}`} ·{' '}
        {told ? toldInWords(told.rank, rank) : isDropped ? 'dropped by the desk' : fateInWords(candidate, view.digest)}{' '}
        · admission {candidate.admission.toFixed(2)}
      </span>
      {hand && isDropped && (
        <Act hand={hand} edit={{ kind: 'restore', storyId }} label={`Put “${headline}” back`}>
          Put back
        </Act>
      )}
      <Components candidate={candidate} />
    </li>
  )
}

const toldInWords = (number: number, rank: number | null): string =>
  number === rank ? 'told' : `told as number ${number}`

const FATES: Readonly<Record<Exclude<CandidateFate, 'below_bar'>, string>> = {
  told: 'told',
  no_room: 'no room left',
  other_language: 'in another language than the digest’s',
  other_publisher: 'by no publisher of the digest',
  not_watched: 'found by no watch of the digest',
  dropped: 'dropped by the desk',
}

const fateInWords = ({ fate }: NamedCandidate, { admission }: Digest): string =>
  fate === 'below_bar' ? `below the bar of ${admission.toFixed(2)}` : FATES[fate]

function Components({ candidate: { components, headline } }: { candidate: NamedCandidate }) {
  if (Object.keys(components).length === 0) return null
  return (
    <details>
      <summary aria-label={`score of “${headline}”`}>score {scoreOf(components).toFixed(2)}</summary>
      <RankComponents components={components} />
    </details>
  )
}
