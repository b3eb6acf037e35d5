import { DateTime, IANAZone } from 'luxon'

/** Abbreviations of feeds and bylines by hours east of Greenwich. Where two zones share one, the press's use wins. */
const zonesByHours: Readonly<Record<string, string>> = {
  '-10': 'hst',
  '-9': 'akst',
  '-8': 'pst akdt',
  '-7': 'mst pdt',
  '-6': 'cst mdt',
  '-5': 'est cdt cot pet',
  '-4': 'ast edt clt vet',
  '-3.5': 'nst',
  '-3': 'adt art brt clst',
  '-2.5': 'ndt',
  '0': 'z ut utc gmt wet',
  '1': 'bst cet met mez wat west',
  '2': 'cat cest eet mest mesz sast',
  '3': 'eat eest msk trt',
  '4': 'gst msd',
  '5': 'pkt',
  '5.5': 'ist',
  '5.75': 'npt',
  '7': 'ict wib',
  '8': 'awst hkt myt pht sgt wita',
  '9': 'jst kst wit',
  '9.5': 'acst',
  '10': 'aest',
  '10.5': 'acdt',
  '11': 'aedt',
  '12': 'nzst',
  '13': 'nzdt',
}

const offsets = new Map(
  Object.entries(zonesByHours).flatMap(([hours, names]) =>
    names.split(' ').map((name) => [name, Number(hours) * 60] as const),
  ),
)

/** Names that mean a place and so follow its summer time. */
const places: Readonly<Record<string, string>> = {
  at: 'America/Halifax',
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
}

/** A wall clock without a zone. */
export interface WallClock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/**
 * Minutes east of Greenwich of a zone's name in lower case (`cet`, `et`, `etc/gmt`, `europe/oslo`) at that wall clock, or
 * null when it names no zone.
 */
export function zoneOffset(name: string, at: WallClock): number | null {
  const offset = offsets.get(name)
  if (offset !== undefined) return offset
  const place = Object.hasOwn(places, name) ? places[name] : name.includes('/') ? name : undefined
  if (place === undefined || !IANAZone.isValidZone(place)) return null
  const { year, month, day, hour, minute, second } = at
  return DateTime.fromObject({ year, month, day, hour, minute, second }, { zone: place }).offset
}
