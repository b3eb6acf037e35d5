import type { Contradiction } from './decision-contradictions.ts'
import { byId, type Decision } from './decision.ts'
import { AppError } from '../errors.ts'

/** `decision 12, split by Ada Renn on 2026-03-02 08:15 UTC: “another ferry”` */
export const decisionInWords = ({ id, kind, author, reason, at }: Decision): string =>
  `decision ${id}, ${kindInWords[kind]} by ${author} on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC: “${reason}”`

export const kindInWords: Readonly<Record<Decision['kind'], string>> = {
  must_link: 'link',
  cannot_link: 'part',
  pin: 'pin',
  lock: 'lock',
  merge: 'merge',
  split: 'split',
  move: 'move',
}

/** What cannot be, in one sentence without its causes. */
export function contradictionInWords({ kind, articleIds, storyIds }: Contradiction): string {
  const articles = articleIds.slice(0, 2).join(' and ')
  const stories = storyIds.join(' and ')
  switch (kind) {
    case 'apart-yet-together':
      return `articles ${articles} must not share a story, yet they would both be in ${stories}`
    case 'two-stories':
      return `articles that must be in one story are held in two, ${stories}`
    case 'left-behind':
      return `article ${articleIds.at(-1) ?? ''} must be in one story with others, yet they would be in ${stories}`
    case 'locked':
      return `story ${stories} is locked`
  }
}

/**
 * The refusal of a decision: what cannot be, each decision that stands against it with author, time and reason, and what
 * the analyst may undo.
 */
export function contradictionError(
  contradictions: readonly Contradiction[],
  decisions: readonly Decision[],
  refused: Pick<Decision, 'id' | 'kind'>,
): AppError {
  const against = decisionsAgainst(contradictions, refused.id)
  return new AppError(
    'STORY_DECISION_CONTRADICTED',
    `the ${kindInWords[refused.kind]} contradicts what was decided before\n${explain(contradictions, decisions, refused.id)}`,
    { disposition: 'discard', details: { contradicts: against.join(',') } },
  )
}

/** Ids of the other decisions that are part of the contradictions, by age. */
export const decisionsAgainst = (contradictions: readonly Contradiction[], id: string): readonly string[] =>
  [...new Set(contradictions.flatMap(({ decisionIds }) => decisionIds))].filter((other) => other !== id).sort(byId)

/** Lines that name the contradictions, the decisions behind them but `about` itself, and the way out. */
export function explain(
  contradictions: readonly Contradiction[],
  decisions: readonly Decision[],
  about: string,
): string {
  const against = decisionsAgainst(contradictions, about)
  const known = new Map(decisions.map((decision) => [decision.id, decision]))
  return [
    ...new Set(contradictions.map(contradictionInWords)),
    ...against.flatMap((id) => {
      const decision = known.get(id)
      return decision ? [`against it stands ${decisionInWords(decision)}`] : []
    }),
    ...(against.length === 0
      ? ['the two stand in one story at the moment: split it instead']
      : [`to change it, undo ${against.length === 1 ? '' : 'one of these '}first: ${undoCommands(against)}`]),
  ]
    .map((line) => `  ${line}`)
    .join('\n')
}

const undoCommands = (ids: readonly string[]): string =>
  ids.map((id) => `wirefold stories undo ${id} --author NAME --reason TEXT`).join('; or ')
