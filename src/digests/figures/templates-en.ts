import { event, type FigureTemplate, otherCount, thing, value } from './template.ts'
import { englishTolls } from './tolls-en.ts'

const link =
  '(?:of|at|is|was|are|were|will be|would be|to be|is put at|are put at|put at|is estimated at|was estimated at|estimated at|comes to|came to|amounts to|amounted to|amount to|stands at|stood at|totals|totalled|totaled|reached|(?:(?:has|have|had) )?(?:rose|risen|climbed|grown|grew|jumped|swollen|fell|fallen) to|will reach|will come to|worth)'
/** "of the two ships": a number of things may stand there, since it is no sum. */
const complement = `(?: (?:of|for|to|from|on|in)(?: (?:\\p{L}[\\p{L}’'-]*|${otherCount})){1,6}?)?`
const kind = '(?:(?<kind>\\p{L}[\\p{L}-]+) )?'

/** Sums of one name: "the cost of the bridge is 41 million euros", "a fine of", "a 41 million euro loan". */
function sum(what: string, nouns: string, verbs?: string): FigureTemplate[] {
  const sources = [
    `${kind}(?:${nouns})${complement} ${link} ${value.money}`,
    `${value.money} ${kind}(?:${nouns})`,
    ...(verbs === undefined ? [] : [`(?:${verbs}) ${value.money}`]),
  ]
  return thing(what, ...sources)
}

const sums: readonly FigureTemplate[] = [
  ...sum('cost', 'costs?|price tag|bill', 'costs?(?: (?:(?:the|its|their) )?(?<kind>\\p{Ll}+))?|costing'),
  ...sum('budget', 'budget'),
  ...sum(
    'price',
    'price|purchase price|sale price',
    'sold for|sells for|bought for|buy for|priced at|fetched|went for|changed hands for',
  ),
  ...sum('fine', 'fines?|penalty', 'fined|pay a fine of'),
  ...sum('damage', 'damages?'),
  ...sum('profit', 'profits?|earnings'),
  ...sum('revenue', 'revenues?|sales|turnover'),
  ...sum('investment', 'investments?', 'invest|invests|invested|investing'),
  ...sum('loan', 'loans?|credit', 'borrow|borrowed|lend|lent'),
  ...sum('grant', 'grants?|subsidy|subsidies|funding|aid package|aid'),
  ...sum('debt', 'debts?', 'owes|owed'),
  ...sum('deficit', 'deficit'),
  ...sum('compensation', 'compensation|settlement'),
  ...sum('ransom', 'ransom'),
  ...sum('bail', 'bail'),
  ...sum('contract', 'contracts?|deal'),
  ...sum('offer', 'offer|bid'),
  ...sum('fare', 'fares?'),
  ...sum('fee', 'fees?'),
  ...sum('prize', 'prize|reward'),
  ...sum('value of the haul', 'haul|loot', 'stole|made off with'),
]

const rises =
  'rose|risen|rise|rises|increased|increase|grew|grown|climbed|jumped|gained|went up|gone up|soared|(?:are |were |is |was )?up'
const falls = 'fell|fallen|fall|falls|decreased|dropped|declined|slipped|sank|went down|gone down|shrank|lost'

const mover = '(?<thing>\\p{Ll}[\\p{L}-]+)(?: (?:have|has|had|will|would))?'

const shares: readonly FigureTemplate[] = [
  ...thing(
    'turnout',
    `(?:voter )?turnout${complement} ${link} ${value.share}`,
    `${value.share} turnout`,
    `${value.share} of (?:\\p{L}+ )?voters (?:voted|turned out|took part|cast)`,
  ),
  ...['unemployment', 'inflation', 'interest'].flatMap((name) =>
    thing(
      `${name} rate`,
      `${name}(?: rate)?${complement} (?:${link}|to) ${value.share}`,
      `${value.share} ${name}(?: rate)?`,
    ),
  ),
  ...thing(
    'rise in $thing',
    `${mover} (?:${rises})(?: by)? ${value.share}`,
    `${value.share} (?:rise|increase|growth) in (?<thing>\\p{Ll}[\\p{L}-]+)`,
  ),
  ...thing(
    'fall in $thing',
    `${mover} (?:${falls})(?: by)? ${value.share}`,
    `${value.share} (?:fall|decrease|drop|decline|cut) in (?<thing>\\p{Ll}[\\p{L}-]+)`,
  ),
  ...thing('share of the vote', `(?:won|took|received|got|with|polled) ${value.share} of (?:the )?votes?`),
]

const voted = '(?:vot\\p{L}+|passed|approved|adopted|rejected|backed|defeated|carried|ratified)[^.;]{0,80}?'
const versus = '(?: votes)?(?: to |[-–]| against )'
const voters = '(?: (?:votes|members|councillors|deputies|lawmakers|seats))?'
const counted: readonly FigureTemplate[] = [
  ...thing('number of votes for it', `${value.count}${voters} (?:voted )?(?:in favou?r|for it)`),
  ...thing('number of votes against it', `${value.count}${voters} (?:voted )?against(?: it)?`),
  ...thing(
    'number of votes that won',
    `${voted} ${value.count}${versus}${otherCount}`,
    `${value.count} votes to ${otherCount}`,
  ),
  ...thing(
    'number of votes that lost',
    `${voted} ${otherCount}${versus}${value.count}`,
    `${otherCount} votes to ${value.count}`,
  ),
].map((template) => ({ ...template, isCounted: true }))

const burnt = 'burned|burnt|scorched|consumed|ravaged|charred|destroyed|blackened'
const works =
  '(?<thing>tunnel|road|bridge|line|track|railway|pipeline|cable|wall|fence|runway|route|dam|canal|motorway|dyke)'
const extents: readonly FigureTemplate[] = [
  ...event('magnitude', 'settled', `magnitude(?: of)?(?: \\p{L}+)? ${value.count}`, `${value.count}[- ]magnitude`),
  ...event(
    'burned area',
    'grows',
    `(?:${burnt})(?: through)? ${value.area}`,
    `${value.area}(?: of (?:\\p{L}+ ?){1,4})?(?: (?:have|has|had|were|was|been))* (?:${burnt})`,
  ),
  ...thing(
    'length of the $thing',
    `${value.length}(?: long|-long)?(?: \\p{Ll}+)? ${works}`,
    `${works}(?: of| is| was| will be|, which is|, which will be)? ${value.length}(?: long)?`,
    `${value.length} of (?:new )?${works}`,
  ),
]

/** English ways to state a figure. */
export const englishTemplates: readonly FigureTemplate[] = [...englishTolls, ...sums, ...shares, ...counted, ...extents]
