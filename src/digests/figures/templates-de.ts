import { event, type FigureTemplate, thing, value } from './template.ts'

/** Words that may stand between a name and its figure. */
const few = "(?: \\p{L}[\\p{L}’'-]*){0,6}?"

const menschen = '(?: (?:Menschen|Personen|Leute))?'
const wurden = '(?: (?:sind|waren|wurden|kamen|seien|werden))?'
const inGermany = '(?: (?:bei|nach|in|am|im|durch|infolge) \\p{L}+(?: \\p{L}+){0,4}?)?'

/** German ways to state a figure. */
export const germanTemplates: readonly FigureTemplate[] = [
  ...event(
    'number of people killed',
    'grows',
    `${value.count}${menschen}${wurden}${inGermany} (?:ums Leben gekommen|ums Leben|getötet|gestorben|starben|tot|ertrunken)`,
    `${value.count}(?: Menschen| Personen) starben`,
    `${value.count} (?:Tote[nr]?|Todesopfern?)`,
    `(?:starben|kamen|töteten?)${inGermany} ${value.count}(?: Menschen| Personen)`,
    `Zahl der (?:Toten|Todesopfer)${few} auf ${value.count}`,
  ),
  ...event(
    'number of people injured',
    'grows',
    `${value.count}${menschen}${wurden}${inGermany}(?: (?:schwer|leicht|teils schwer))? verletzt`,
    `${value.count} Verletzte[nr]?`,
  ),
  ...event(
    'number of people arrested',
    'grows',
    `${value.count}${menschen}${wurden}${inGermany} (?:festgenommen|verhaftet)`,
  ),
  ...event(
    'number of people missing',
    'moves',
    `${value.count}${menschen}${wurden}${inGermany} vermisst`,
    `${value.count} Vermisste[nr]?`,
  ),
  ...event(
    'number of people evacuated',
    'grows',
    `${value.count}${menschen}${wurden}${inGermany} (?:evakuiert|in Sicherheit gebracht)`,
    `${value.count}${menschen} mussten ihre Häuser verlassen`,
  ),
  ...thing(
    'cost',
    `Kosten${few} (?:von|auf|bei|betragen|liegen bei|belaufen sich auf) ${value.money}`,
    `kostet(?:e|en)? ${value.money}`,
    `${value.money} kosten`,
  ),
  ...thing('damage', `(?:Schaden|Sachschaden|Schäden)${few} (?:von|auf|bei|beträgt|in Höhe von) ${value.money}`),
  ...thing('fine', `(?:Geldstrafe|Bußgeld|Strafe)${few} (?:von|in Höhe von) ${value.money}`),
  ...thing('turnout', `Wahlbeteiligung${few} (?:von|bei|auf|betrug|beträgt|lag bei) ${value.share}`),
  ...event('magnitude', 'settled', `(?:Stärke|Magnitude)(?: von)? ${value.count}`),
  ...event(
    'burned area',
    'grows',
    `${value.area}(?: \\p{L}+){0,3}? (?:verbrannt|abgebrannt|verbrannten|zerstört)`,
    `verbrannten ${value.area}`,
  ),
]
