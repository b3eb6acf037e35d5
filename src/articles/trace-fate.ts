import { languageInWords } from '../text/language-in-words.ts'
import type { TracedCandidate, TracedEdition } from './trace-facts.ts'

/** Names told one by one. */
const NAMED = 5

/**
 * What an edition made of a story that it does not tell, with the numbers. Where the digest has been set otherwise since,
 * so that its settings do not explain the fate, they are left out.
 */
export function fateInWords(edition: TracedEdition, { fate, rank, admission, droppedBy }: TracedCandidate): string {
  const { digest, localDate, ranked, stories, settings } = edition
  const name = `${digest} of ${localDate}`
  switch (fate) {
    case 'below_bar':
      return settings.admission > admission
        ? `Left out of ${name}: admission ${figure(admission)}, the bar is ${figure(settings.admission)}.`
        : `Left out of ${name}: admission ${figure(admission)}, which was below the bar then.`
    case 'no_room':
      return `Rank ${rank ?? 0} of ${ranked}; the edition ${name} took ${stories}.`
    case 'other_language':
      return settings.languages.length > 0
        ? `Left out of ${name}: no report of it is in ${anyOf(settings.languages.map(languageInWords))}, which is all that the digest tells.`
        : `Left out of ${name}: no report of it was in a language that the digest told then.`
    case 'other_publisher':
      return settings.publishers.length > 0
        ? `Left out of ${name}: no report of it is by ${anyOf(settings.publishers)}, which is all that the digest tells.`
        : `Left out of ${name}: no report of it was by a publisher that the digest told then.`
    case 'not_watched':
      return settings.watches.length > 0
        ? `Left out of ${name}: it is found by no watch of the digest (${anyOf(settings.watches)}).`
        : `Left out of ${name}: it was found by no watch that the digest had then.`
    case 'dropped':
      return `Dropped from ${name} by the desk${droppedBy === null ? '' : ` (${droppedBy})`}.`
    case 'told':
      return `The edition ${name} tells its story.`
  }
}

/** `German`, `German or French`, `A, B, C, D, E or 3 more` */
function anyOf(names: readonly string[]): string {
  const shown = names.length > NAMED + 1 ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1) ?? ''}`
}

const figure = (value: number): string => String(Number(value.toFixed(3)))
