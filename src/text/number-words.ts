/** Small numbers as a language spells them, from two on: "one" is an article as often as a number. */
export type NumberWords = ReadonlyMap<string, number>

const list = (text: string): readonly string[] => text.split(' ')

function numbered(words: readonly string[], from: number, step = 1): [string, number][] {
  return words.map((word, i) => [word, from + i * step])
}

const englishTeens = numbered(
  list(
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  2,
)
const englishTens = numbered(list('twenty thirty forty fifty sixty seventy eighty ninety'), 20, 10)
const english: NumberWords = new Map([
  ...englishTeens,
  ...englishTens,
  ...joined(englishTens, [['one', 1], ...englishTeens.slice(0, 8)], (ten, unit) => [
    `${ten}-${unit}`,
    `${ten} ${unit}`,
  ]),
])

const germanUnits = numbered(list('zwei drei vier fünf sechs sieben acht neun'), 2)
const germanTens = numbered(list('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'), 20, 10)
const german: NumberWords = new Map([
  ...germanUnits,
  ...numbered(list('zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'), 10),
  ...germanTens,
  ...joined(germanTens, [['ein', 1], ...germanUnits], (ten, unit) => [`${unit}und${ten}`]),
])

const spanishUnits = numbered(list('uno dos tres cuatro cinco seis siete ocho nueve'), 1)
const spanish: NumberWords = new Map([
  ...spanishUnits.slice(1),
  ...numbered(
    list(
      'diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve',
    ),
    10,
  ),
  ...numbered(list('treinta cuarenta cincuenta sesenta setenta ochenta noventa'), 30, 10),
  ...joined(
    numbered(list('treinta cuarenta cincuenta sesenta setenta ochenta noventa'), 30, 10),
    spanishUnits,
    (ten, unit) => [`${ten} y ${unit}`],
  ),
])

const frenchUnits = numbered(list('deux trois quatre cinq six sept huit neuf'), 2)
const frenchTeens: [string, number][] = [
  ...numbered(list('dix onze douze treize quatorze quinze seize'), 10),
  ...numbered(list('dix-sept dix-huit dix-neuf'), 17),
]
const frenchTens = numbered(list('vingt trente quarante cinquante soixante'), 20, 10)
const french: NumberWords = new Map([
  ...frenchUnits,
  ...frenchTeens,
  ...frenchTens,
  ...joined(frenchTens, frenchUnits, (ten, unit) => [`${ten}-${unit}`]),
  ...joined(frenchTens, [['un', 1]], (ten, unit) => [`${ten} et ${unit}`, `${ten}-et-${unit}`]),
  ...joined([['soixante', 60]], frenchTeens, (ten, unit) => [`${ten}-${unit}`]),
  ['soixante et onze', 71],
  ['quatre-vingts', 80],
  ...joined([['quatre-vingt', 80]], [['un', 1], ...frenchUnits, ...frenchTeens], (ten, unit) => [`${ten}-${unit}`]),
])

function joined(
  tens: readonly [string, number][],
  units: readonly [string, number][],
  written: (ten: string, unit: string) => readonly string[],
): [string, number][] {
  return tens.flatMap(([ten, a]) =>
    units.flatMap(([unit, b]) => written(ten, unit).map((word): [string, number] => [word, a + b])),
  )
}

export const numberWords: Readonly<Record<string, NumberWords>> = { en: english, de: german, es: spanish, fr: french }
