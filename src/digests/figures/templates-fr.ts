import { event, type FigureTemplate, thing, value } from './template.ts'

/** Words that may stand between a name and its figure. */
const few = "(?: \\p{L}[\\p{L}’'-]*){0,6}?"

const personnes = '(?: (?:personnes|habitants))?'

/** French ways to state a figure. */
export const frenchTemplates: readonly FigureTemplate[] = [
  ...event(
    'number of people killed',
    'grows',
    `${value.count}${personnes}(?: (?:ont été|sont|a été|ont))? (?:tuées|tués|mortes|morts|décédées|perdu la vie)`,
    `(?:tué|coûté la vie à|fait) ${value.count}(?: personnes| morts)`,
    `bilan${few} (?:de|à) ${value.count} morts`,
  ),
  ...event(
    'number of people injured',
    'grows',
    `${value.count}${personnes}(?: (?:ont été|sont))?(?: (?:grièvement|légèrement))? (?:blessées|blessés)`,
    `blessé ${value.count}(?: personnes)`,
  ),
  ...event(
    'number of people arrested',
    'grows',
    `${value.count}${personnes}(?: (?:ont été))? (?:arrêtées|interpellées|arrêtés|interpellés)`,
    `(?:arrêté|interpellé) ${value.count}(?: personnes)`,
  ),
  ...event(
    'number of people missing',
    'moves',
    `${value.count}${personnes}(?: (?:sont|restent|étaient))?(?: portées)? (?:disparues|disparus)`,
  ),
  ...event(
    'number of people evacuated',
    'grows',
    `${value.count}${personnes}(?: (?:ont été))? évacué(?:e?s)`,
    `évacué ${value.count}(?: personnes| habitants)`,
  ),
  ...thing(
    'cost',
    `coût${few} (?:de|est de|à|s['’]élève à|atteint) ${value.money}`,
    `(?:coûtera|coûte|a coûté|coûter) ${value.money}`,
  ),
  ...thing('damage', `dégâts${few} (?:de|à) ${value.money}`),
  ...thing('fine', `amende${few} de ${value.money}`),
  ...thing('turnout', `participation${few} (?:de|à|est de|atteint) ${value.share}`),
  ...event('magnitude', 'settled', `magnitude(?: de)? ${value.count}`),
  ...event(
    'burned area',
    'grows',
    `(?:brûlé|ravagé|détruit|parcouru) ${value.area}`,
    `${value.area}(?: de \\p{L}+)?(?: (?:ont été|sont partis en))? (?:brûlés|ravagés|détruits|fumée)`,
  ),
]
