import { byId } from './decision.ts'
import { averageLinkage, clustersAt } from './split-linkage.ts'
import type { PairTable } from './split-pair-table.ts'
import type { SplitSettings } from './split-settings.ts'

/** Reports that tell one event, as it looks. */
export interface SplitPart {
  /** Lowest first. */
  readonly articleIds: readonly string[]
  /** The report that is most like the others of its part. */
  readonly centralId: string
  /** Mean probability that two of its reports tell one event. */
  readonly linkage: number
}

export interface Split {
  /** Two at least, each report in one; the first is the one that stays in the story. */
  readonly parts: readonly SplitPart[]
  /** Mean probability that reports of two parts tell one event, of the two parts for which it is highest. */
  readonly linkageBetween: number
}

/** What analysts have decided about the reports of a story. */
export interface HeldReports {
  /** Groups that must not be parted. */
  readonly together: readonly (readonly string[])[]
  /** Reports that must stay in the story. */
  readonly staying: readonly string[]
}

/**
 * Parts into which the reports of a story fall by average linkage. Clusters too small for a part go to the part that is
 * likest to them, and parts that analysts hold together are one. Null when that leaves a single part. O(n²).
 */
export function splitOf(table: PairTable, held: HeldReports, settings: SplitSettings): Split | null {
  const fair = Math.max(settings.fewestInPart, Math.ceil(settings.leastShare * table.ids.length))
  const clusters = clustersAt(table.ids.length, averageLinkage(table), settings.linkage)
  const cores = clusters.filter(({ length }) => length >= fair)
  if (cores.length < 2) return null
  const small = clusters.filter(({ length }) => length < fair)
  const staying = placesIn(table, held.staying)
  const groups = [staying, ...held.together.map((group) => placesIn(table, group))]
  const parts = uniteHeld(withSmall(table, cores, small), groups)
  if (parts.length < 2) return null
  const ordered = parts.sort(
    (a, b) =>
      Number(holdsAny(b, staying)) - Number(holdsAny(a, staying)) || b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0),
  )
  return { parts: ordered.map((places) => partOf(table, places)), linkageBetween: nearest(table, ordered) }
}

const placesIn = (table: PairTable, ids: readonly string[]): number[] =>
  ids.filter((id) => table.has(id)).map((id) => table.placeOf(id))

function withSmall(table: PairTable, cores: readonly number[][], small: readonly number[][]): number[][] {
  const parts = cores.map((core) => [...core])
  for (const cluster of small) {
    const linkages = cores.map((core) => table.meanBetween(core, cluster))
    parts[linkages.indexOf(Math.max(...linkages))]?.push(...cluster)
  }
  return parts
}

/** Makes one of the parts that a group has reports in. */
function uniteHeld(parts: readonly number[][], groups: readonly (readonly number[])[]): number[][] {
  let united = [...parts]
  for (const group of groups) {
    const concerned = united.filter((part) => holdsAny(part, group))
    if (concerned.length > 1) united = [...united.filter((part) => !concerned.includes(part)), concerned.flat()]
  }
  return united.map((part) => part.toSorted((a, b) => a - b))
}

const holdsAny = (part: readonly number[], places: readonly number[]): boolean =>
  places.some((place) => part.includes(place))

function partOf(table: PairTable, places: readonly number[]): SplitPart {
  const likeness = places.map((place) => table.meanBetween([place], places))
  const central = places[likeness.indexOf(Math.max(...likeness))] ?? 0
  return {
    articleIds: places.map((place) => table.ids[place] ?? '').sort(byId),
    centralId: table.ids[central] ?? '',
    linkage: table.meanWithin(places),
  }
}

const nearest = (table: PairTable, parts: readonly (readonly number[])[]): number =>
  Math.max(...parts.flatMap((a, at) => parts.slice(at + 1).map((b) => table.meanBetween(a, b))))
