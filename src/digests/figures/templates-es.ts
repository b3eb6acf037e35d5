import { event, type FigureTemplate, thing, value } from './template.ts'

/** Words that may stand between a name and its figure. */
const few = "(?: \\p{L}[\\p{L}’'-]*){0,6}?"

const personas = '(?: (?:personas|hombres y mujeres))?'

/** Spanish ways to state a figure. */
export const spanishTemplates: readonly FigureTemplate[] = [
  ...event(
    'number of people killed',
    'grows',
    `${value.count}${personas}(?: (?:han|habían|resultaron|fueron))? (?:murieron|muertas|muertos|fallecieron|fallecido|muerto|fallecidos|fallecidas)`,
    `(?:murieron|fallecieron|mató a|muerte de) ${value.count}(?: personas)`,
    `número de (?:muertos|víctimas|fallecidos)${few} (?:a|es de|en) ${value.count}`,
  ),
  ...event(
    'number of people injured',
    'grows',
    `${value.count}${personas}(?: (?:han|habían|resultaron|resultado|fueron|más))* (?:heridas|heridos|lesionad[oa]s)`,
    `(?:resultaron heridas|resultaron heridos|hirió a) ${value.count}(?: personas)?`,
  ),
  ...event(
    'number of people arrested',
    'grows',
    `${value.count}${personas}(?: (?:han sido|fueron))? (?:detenid[oa]s|arrestad[oa]s)`,
    `detuvo a ${value.count}(?: personas)?`,
  ),
  ...event(
    'number of people missing',
    'moves',
    `${value.count}${personas}(?: (?:están|siguen|permanecen))? desaparecid[oa]s`,
  ),
  ...event(
    'number of people evacuated',
    'grows',
    `${value.count}${personas}(?: (?:han sido|fueron))? evacuad[oa]s`,
    `evacuó a ${value.count}(?: personas)?`,
  ),
  ...thing(
    'cost',
    `cost[eo]${few} (?:de|es de|será de|en|asciende a) ${value.money}`,
    `(?:costará|cuesta|costó|costar) ${value.money}`,
  ),
  ...thing('damage', `daños${few} (?:por|de|en) ${value.money}`),
  ...thing('fine', `multa${few} de ${value.money}`),
  ...thing('turnout', `participación${few} (?:del?|fue del?|en el|al) ${value.share}`),
  ...event('magnitude', 'settled', `magnitud(?: de)? ${value.count}`),
  ...event('burned area', 'grows', `(?:quemado|quemadas|arrasado|calcinado|destruido|quemó|arrasó) ${value.area}`),
]
