/** What an amount measures. A `count` counts things. */
export type Measure = 'count' | 'money' | 'share' | 'area' | 'length'

/** How a language says how much; all patterns are sources of regular expressions without groups of their own. */
export interface AmountWords {
  /** Behind a number, and what they multiply it by; longer ones first. */
  readonly scales: readonly (readonly [pattern: string, factor: number])[]
  /** Before a number: no fewer than it, no more, or near it. */
  readonly least: string
  readonly most: string
  readonly about: string
  readonly between: string
  /** Between the two ends of a range. */
  readonly to: string
  /** Before a number that something has left: "from 40 to 50" is a change and no range. */
  readonly from: string
  /** Words before a number, or behind it, that make another of it than is read: "half a million", "two and a half". */
  readonly partBefore: string
  readonly partBehind: string
  /** Behind a number, with the name under which spellings of one unit meet. */
  readonly units: readonly (readonly [pattern: string, measure: Measure, unit: string])[]
}

const metric = [
  ['ha', 'area', 'hectares'],
  ['km²|km2', 'area', 'square kilometres'],
  ['km', 'length', 'kilometres'],
  ['m', 'length', 'metres'],
] as const
const signs = [
  ['%', 'share', 'per cent'],
  ['€|EUR', 'money', 'euros'],
] as const

const english: AmountWords = {
  scales: [
    ['hundred', 100],
    ['thousand', 1e3],
    ['million|mn|mln', 1e6],
    ['billion|bn', 1e9],
    ['trillion', 1e12],
  ],
  least:
    'at least|at the very least|more than|over|no fewer than|no less than|not less than|a minimum of|upwards? of|in excess of|above',
  most: 'up to|as many as|as much as|fewer than|less than|at most|under|below|no more than|not more than|a maximum of',
  about:
    'about|around|some|roughly|approximately|approx\\.|nearly|almost|close to|an estimated|estimated|just over|just under|well over',
  between: 'between',
  to: ' to | or | and |-|–|—',
  from: 'from',
  partBefore: 'half(?: of)?|(?:quarters?|thirds?|fifths?|tenths?) of',
  partBehind: 'and an? (?:half|quarter|third)|and three quarters',
  units: [
    ['per ?cent|percent|percentage points?', 'share', 'per cent'],
    ...signs,
    ['euros?', 'money', 'euros'],
    ['(?:US |U\\.S\\. )?dollars?|USD', 'money', 'dollars'],
    ['pounds?|GBP', 'money', 'pounds'],
    ['(?:Swiss )?francs?', 'money', 'francs'],
    ['crowns?|kron(?:er|or|e|a|ur)|koruna', 'money', 'crowns'],
    ['yen', 'money', 'yen'],
    ['yuan', 'money', 'yuan'],
    ['rupees?', 'money', 'rupees'],
    ['pesos?', 'money', 'pesos'],
    ['rou?bles?', 'money', 'roubles'],
    ['zloty', 'money', 'zloty'],
    ['lira', 'money', 'lira'],
    ['hectares?', 'area', 'hectares'],
    ['acres?', 'area', 'acres'],
    ['square kilomet(?:re|er)s?', 'area', 'square kilometres'],
    ['square miles?', 'area', 'square miles'],
    ['square met(?:re|er)s?', 'area', 'square metres'],
    ['kilomet(?:re|er)s?', 'length', 'kilometres'],
    ['miles?', 'length', 'miles'],
    ['met(?:re|er)s?', 'length', 'metres'],
    ['feet|foot|ft', 'length', 'feet'],
    ...metric,
  ],
}

const german: AmountWords = {
  scales: [
    ['hundert', 100],
    ['tausend|Tausend', 1e3],
    ['Million(?:en)?|Mio\\.?', 1e6],
    ['Milliarden?|Mrd\\.?', 1e9],
  ],
  least: 'mindestens|wenigstens|mehr als|über|nicht weniger als',
  most: 'bis zu|höchstens|weniger als|unter|maximal|nicht mehr als',
  about: 'etwa|rund|ungefähr|circa|ca\\.|fast|knapp|gut|nahezu|an die|geschätzt|schätzungsweise',
  between: 'zwischen',
  to: ' bis | oder | und |-|–|—',
  from: 'von',
  partBefore: 'halbe[nr]?|(?:viertel|drittel) (?:von|einer)',
  partBehind: 'und eine? (?:halbe|viertel)',
  units: [
    ['Prozent(?:punkten?|punkte)?', 'share', 'per cent'],
    ...signs,
    ['Euro', 'money', 'euros'],
    ['(?:US-)?Dollar', 'money', 'dollars'],
    ['Pfund', 'money', 'pounds'],
    ['(?:Schweizer )?Franken', 'money', 'francs'],
    ['Kronen?', 'money', 'crowns'],
    ['Hektar', 'area', 'hectares'],
    ['Quadratkilometern?', 'area', 'square kilometres'],
    ['Kilometern?', 'length', 'kilometres'],
    ['Metern?', 'length', 'metres'],
    ...metric,
  ],
}

const spanish: AmountWords = {
  scales: [
    ['mil millones', 1e9],
    ['mil', 1e3],
    ['mill(?:ones|ón)', 1e6],
  ],
  least: 'al menos|por lo menos|más de|como mínimo|no menos de',
  most: 'hasta|menos de|como máximo|a lo sumo|no más de',
  about: 'unos|unas|cerca de|alrededor de|aproximadamente|casi|en torno a',
  between: 'entre',
  to: ' a | o | y |-|–|—',
  from: 'de|del|desde',
  partBefore: 'medi[oa]|(?:mitad|cuarto|tercio) de',
  partBehind: 'y medi[oa]|y un (?:cuarto|tercio)',
  units: [
    ['por ciento', 'share', 'per cent'],
    ...signs,
    ['(?:de )?euros?', 'money', 'euros'],
    ['(?:de )?dólares', 'money', 'dollars'],
    ['(?:de )?libras', 'money', 'pounds'],
    ['(?:de )?pesos', 'money', 'pesos'],
    ['(?:de )?coronas', 'money', 'crowns'],
    ['hectáreas', 'area', 'hectares'],
    ['kilómetros cuadrados', 'area', 'square kilometres'],
    ['kilómetros', 'length', 'kilometres'],
    ['metros', 'length', 'metres'],
    ...metric,
  ],
}

const french: AmountWords = {
  scales: [
    ['mille', 1e3],
    ['millions?', 1e6],
    ['milliards?', 1e9],
  ],
  least: 'au moins|plus de|pas moins de|au minimum',
  most: "jusqu['’]à|moins de|au plus|au maximum|pas plus de",
  about: "environ|quelque|près de|presque|autour de|à peu près|un peu plus de|d['’]environ",
  between: 'entre',
  to: ' à | ou | et |-|–|—',
  from: 'de',
  partBefore: "demi|(?:moitié|quart|tiers) (?:de|d['’])",
  partBehind: 'cents?|et demie?|et un (?:quart|tiers)',
  units: [
    ['pour cent|p\\. ?100', 'share', 'per cent'],
    ...signs,
    ["(?:d['’])?euros?", 'money', 'euros'],
    ['(?:de )?dollars?', 'money', 'dollars'],
    ['(?:de )?livres', 'money', 'pounds'],
    ['(?:de )?francs', 'money', 'francs'],
    ['(?:de )?couronnes', 'money', 'crowns'],
    ["(?:d['’])?hectares?", 'area', 'hectares'],
    ['kilomètres carrés', 'area', 'square kilometres'],
    ['kilomètres', 'length', 'kilometres'],
    ['mètres', 'length', 'metres'],
    ...metric,
  ],
}

export const amountWords: Readonly<Record<string, AmountWords>> = { en: english, de: german, es: spanish, fr: french }
