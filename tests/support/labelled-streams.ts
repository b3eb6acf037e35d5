import { kindsOfEvents } from '../fixtures/streams/coverage/index.ts'
import { businessNotices } from '../fixtures/streams/notices-business.ts'
import { foreignNotices } from '../fixtures/streams/notices-languages.ts'
import { officeNotices } from '../fixtures/streams/notices-offices.ts'
import { pageNotices } from '../fixtures/streams/notices-pages.ts'
import { inOrder, type LabelledStream, shuffledArrival } from './labelled-stream.ts'
import { coverageOf } from './labelled-stream-coverage.ts'
import { noticesOf } from './labelled-stream-notices.ts'
import { neighbouring, oddWeek, singles } from './labelled-stream-odd.ts'
import { type MakeClusterer, placeAll, scoreRun, type StreamScores } from './labelled-stream-runs.ts'

const kindsOfNotices = [businessNotices, officeNotices, pageNotices, foreignNotices]

/** Events of all kinds. */
export const coverage = (): LabelledStream => inOrder(kindsOfEvents.flatMap((kind, at) => coverageOf(kind, 101 + at)))

/** The same, among other news about the places and people that they are about. */
export const coverageAmongNeighbours = (): LabelledStream => inOrder([...coverage(), ...neighbouring()])

const noticesIn = (kinds: number) =>
  inOrder((kindsOfNotices[kinds] ?? []).flatMap((kind, at) => noticesOf(kind, 901 + kinds * 50 + at)))

/** Notices by who issues them. */
export const noticeStreams = (): Record<string, LabelledStream> => ({
  business: noticesIn(0),
  offices: noticesIn(1),
  pages: noticesIn(2),
  languages: noticesIn(3),
})

/** Every stream by its name, in order of time. */
export const labelledStreams = (): Record<string, LabelledStream> => {
  const parts = { neighbours: coverageAmongNeighbours(), ...noticeStreams(), singles: singles() }
  // The odd week tells events of the coverage once more, so it stays out of the mixture.
  return { coverage: coverage(), ...parts, mixed: inOrder(Object.values(parts).flat()), odd: oddWeek() }
}

/** Scores of every stream, in order and late by up to six hours under each seed. */
export function scoreStreams(
  makeClusterer: MakeClusterer,
  seeds: readonly number[] = [1, 2],
): Record<string, StreamScores> {
  const scores: Record<string, StreamScores> = {}
  for (const [name, stream] of Object.entries(labelledStreams())) {
    scores[name] = scoreRun(placeAll(makeClusterer, stream))
    for (const seed of seeds)
      scores[`${name} late ${seed}`] = scoreRun(placeAll(makeClusterer, shuffledArrival(stream, 6, seed)))
  }
  return scores
}
