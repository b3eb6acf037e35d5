import { event, type FigureTemplate, type Movement, value } from './template.ts'

const people = '(?:people|persons)'
const group =
  '(?<thing>men|women|children|girls|boys|passengers|workers|miners|soldiers|troops|(?:police )?officers|policemen|students|pupils|teachers|residents|villagers|civilians|protesters|demonstrators|tourists|hikers|climbers|skiers|crew members|sailors|fishermen|migrants|prisoners|inmates|patients|firefighters|journalists|fans|suspects|employees|staff|militants|rebels|families|households)'
const aux =
  '(?: (?:were|are|was|have|had|has|been|be|being|reported|officially|confirmed|pronounced|also|still|now|already|later|either|to))*'
/** Words of one meaning: the first is shown, the others meet under it. */
export const sameThings: Readonly<Record<string, string>> = {
  houses: 'homes',
  flats: 'apartments',
  stores: 'shops',
  'police officers': 'officers',
  policemen: 'officers',
  demonstrators: 'protesters',
  troops: 'soldiers',
  pupils: 'students',
  inmates: 'prisoners',
  employees: 'workers',
  staff: 'workers',
}
const some = `(?: (?:${people}|${group}))?`
/** "12 people on the upper deck were hurt". */
const inside = '(?: (?:in|on|at|from|aboard|inside)(?: \\p{L}+){1,4}?(?= (?:were|was|have|had|are) ))?'
const end =
  '(?= ?[.,;:)]| ?$| (?:and|in|at|on|when|after|as|by|near|during|while|before|across|outside|overnight|since) )'

/** People to whom something happened: "12 people were killed", "killed 12 people", "12 dead". */
function outcome(what: string, movement: Movement, words: { passive: string; active?: string }): FigureTemplate[] {
  const patterns = [
    `${value.count}${some}${inside}${aux} (?:${words.passive})(?! (?:zone|end|line|man|body|bodies)s?\\b)`,
    ...(words.active === undefined ? [] : [`(?:${words.active}) ${value.count}(?: (?:${people}|${group})|${end})`]),
  ]
  return event(what, movement, ...patterns)
}

const toward = "(?: \\p{L}[\\p{L}’'-]*){0,6}?"
const reaching = '(?:to|at|is|was|of|reached|hit|stood at|stands at|now)'

const tolls: readonly FigureTemplate[] = [
  ...outcome('number of $thing killed', 'grows', {
    passive: 'killed|dead|died|perished|dies|die|drowned|lost their lives|shot dead|deaths|fatalities',
    active: 'killing|killed|kills|claimed the lives of|took the lives of|claimed',
  }),
  ...event(
    'number of $thing killed',
    'grows',
    `(?:death toll|number of (?:dead|deaths|fatalities|victims))${toward} ${reaching}(?: (?:to|at))? ${value.count}`,
    `(?:left|leaving|leaves) ${value.count}${some} dead`,
    `deaths of ${value.count}${some}`,
  ),
  ...outcome('number of $thing injured', 'grows', {
    passive:
      '(?:others? )?(?:were |was )?(?:(?:seriously|badly|slightly|critically) )?(?:injured|wounded|hurt)|injuries',
    active: 'injuring|injured|injures|wounding|wounded|hurting|hurt',
  }),
  ...event('number of $thing injured', 'grows', `(?:left|leaving) ${value.count}${some} (?:injured|wounded|hurt)`),
  ...outcome('number of $thing arrested', 'grows', {
    passive: 'arrested|detained|taken into custody|arrests',
    active: 'arrested|detained|arresting|detaining|arrests of|arrest of',
  }),
  ...outcome('number of $thing missing', 'moves', {
    passive: 'missing(?! (?:people|persons|man|woman|child))|unaccounted for',
  }),
  ...outcome('number of $thing evacuated', 'grows', {
    passive:
      'evacuated|moved to safety|brought to safety|forced (?:from|to leave|to flee) their homes|had to leave their homes|left their homes|displaced',
    active: 'evacuated|evacuating|displaced|displacing|forced|evacuation of',
  }),
  ...outcome('number of $thing rescued', 'grows', {
    passive: 'rescued|saved',
    active: 'rescued|rescuing|saved|saving',
  }),
  ...outcome('number of $thing taken to hospital', 'grows', {
    passive:
      'hospitali[sz]ed|(?:taken|admitted|brought) to (?:a |the )?hospitals?|(?:being )?treated (?:in|at) (?:a |the )?hospitals?|in (?:a |the )?hospitals?',
  }),
  ...outcome('number of $thing trapped', 'moves', { passive: 'trapped|stranded', active: 'trapping|stranding' }),
]

const objects =
  '(?<thing>homes|houses|buildings|apartments|flats|flights|trains|jobs|schools|cars|vehicles|ships|boats|trees|animals|cattle|sheep|shops|stores|branches|villages|bridges|households|seats|plants|factories)'
/** Ruin grows while an event goes on; a firm's decision is settled. */
const losses = [
  ['destroyed', 'grows', 'destroyed|gutted|levell?ed|wrecked', 'destroyed|destroying|destroys|gutted|wrecked'],
  ['damaged', 'grows', 'damaged', 'damaged|damaging|damages'],
  ['flooded', 'grows', 'flooded|under water|inundated', 'flooded|flooding'],
  ['cancelled', 'settled', 'cancell?ed|called off|scrapped', 'cancell?ed|cancell?ing|cancels|cancellation of'],
  [
    'cut',
    'settled',
    'cut|lost|axed|shed|to go',
    'cut|cuts|cutting|axes?|axed|axing|sheds?|shedding|loss of|losing|loses?|eliminat(?:e|es|ed|ing)',
  ],
  ['created', 'settled', 'created', 'create|creates|created|creating|creation of'],
  ['closed', 'settled', 'closed|shut|shut down', 'close|closed|closing|closes|shut|shutting|closure of'],
  ['without power', 'grows', 'without (?:power|electricity)', 'cut power to|cut electricity to'],
] as const

const damage: readonly FigureTemplate[] = losses.flatMap(([name, movement, passive, active]) =>
  event(
    `number of $thing ${name}`,
    movement,
    `${value.count} ${objects}${aux}(?: (?:will|would|could|to|are to|is to))?(?: be)? (?:${passive})`,
    `(?:${active}) ${value.count} ${objects}`,
  ),
)

const crowds: readonly FigureTemplate[] = event(
  'size of the crowd',
  'grows',
  `${value.count}(?: (?:people|demonstrators|protesters|supporters|visitors|spectators|fans))?(?: have| had)? (?:attended|took part|marched|gathered|demonstrated|turned out|protested|rallied)`,
  `crowd of ${value.count}`,
)

/** What happened to people and what they lost, as English states it. */
export const englishTolls: readonly FigureTemplate[] = [...tolls, ...damage, ...crowds]
