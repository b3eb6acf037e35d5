import type { Trace } from './trace.ts'
import type { StationName, StationState } from './trace-step.ts'

export const stateWords: Readonly<Record<StationState, string>> = {
  passed: 'passed',
  folded: 'folded',
  waiting: 'waiting',
  stopped: 'stopped here',
  not_reached: 'not reached',
}

const verdicts: Readonly<Record<StationName, string>> = {
  feed: 'No feed carried it',
  entry: 'It stopped at the entry',
  fetch: 'It stopped at the fetch',
  extraction: 'It stopped at the extraction',
  copy: 'It was folded into another article',
  story: 'It stopped before a story',
  edition: 'It is in a story, but in no edition',
}

/** Where the article is, in a few words. */
export function verdictOf({ stations, stoppedAt }: Trace): string {
  if (stoppedAt === null) return 'It went all the way into an edition'
  const isWaiting = stations.some(({ name, state }) => name === stoppedAt && state === 'waiting')
  return isWaiting ? `It waits at the ${stoppedAt}` : verdicts[stoppedAt]
}
