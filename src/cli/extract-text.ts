import type { ExtractedArticle, FoundBy } from '../articles/extract/extracted-article.ts'
import type { ReadingChange, ReadingDifference } from '../articles/extract/rules/compare-readings.ts'
import type { RuleMatch } from '../articles/extract/rules/rule-match.ts'
import { wrapText } from '../digests/wrap-text.ts'
import type { PageReading } from './extract.ts'
import { columns, shown } from './feeds-text.ts'

const WIDTH = 110
const LABEL_WIDTH = 16
const INDENT = '  '

/** The reading of a page for a terminal. */
export const extractLines = ({ url, article, difference }: PageReading): readonly string[] => [
  shown(url),
  ...rows(factsOf(article)),
  ...article.paragraphs.flatMap((paragraph) => ['', ...wrapText(shown(paragraph), WIDTH, INDENT)]),
  ...(difference ? [...ruleLines(article.ruleMatches ?? []), ...differenceLines(difference)] : []),
]

type Row = readonly [label: string, value: string | null]

const rows = (all: readonly Row[]): readonly string[] =>
  all.flatMap(([label, value]) => {
    if (value === null || value === '') return []
    const [first = '', ...next] = wrapText(shown(value), WIDTH, ' '.repeat(LABEL_WIDTH + INDENT.length))
    return [`${INDENT}${label.padEnd(LABEL_WIDTH)}${first.trimStart()}`, ...next]
  })

const places: Readonly<Record<FoundBy, string>> = {
  displayed: 'in what the page displays',
  displayed_loosely: 'in what the page displays, where its own names say that it is something else',
  linked_data: 'in its linked data, the page displays much less',
  template: 'in a template of the page, which displays much less',
  page_state: 'in the state of its scripts, the page displays much less',
  feed: 'in its feed, the page shows less',
  rules: 'where the extraction rules say',
}

const factsOf = (article: ExtractedArticle): readonly Row[] => [
  ['state', [article.state, article.reason].filter((part) => part !== null).join(': ')],
  ['title', article.title ?? 'none'],
  ['standfirst', article.standfirst],
  ['authors', article.authors.join(', ') || 'none'],
  ['published', article.publishedAt ?? 'no date'],
  ['modified', article.modifiedAt],
  ['site', article.siteName],
  ['language', article.language],
  ['section', article.section],
  ['tags', article.tags.join(', ')],
  ['canonical', article.canonicalUrl],
  ['lead image', article.leadImage],
  ['agency', article.agencyCredit],
  ['free to read', article.isAccessibleForFree === null ? null : article.isAccessibleForFree ? 'yes' : 'no'],
  ['text found', places[article.foundBy]],
  [
    'text',
    `${counted(article.paragraphs.length, 'paragraph')}, ${article.text.length.toLocaleString('en')} characters`,
  ],
]

function ruleLines(matches: readonly RuleMatch[]): readonly string[] {
  const cells = matches.map((match) => [match.rule, shown(match.selector, 60), outcomeOf(match)])
  return ['', ...columns(['rule', 'selector', 'on this page'], cells)]
}

function outcomeOf({ rule, elements, isUsed }: RuleMatch): string {
  const found = counted(elements, 'element')
  if (isUsed) return rule === 'remove' ? `${found} removed` : found
  if (elements === 0) return rule === 'remove' ? 'nothing to remove' : 'matches nothing: read as without the rule'
  return `${found}, and no ${rule === 'body' ? 'text' : rule} in it: read as without the rule`
}

function differenceLines({ fields, gone, added }: ReadingDifference): readonly string[] {
  if (fields.length + gone.length + added.length === 0) return ['', 'nothing differs from the reading without rules']
  return [
    '',
    'against the reading without rules',
    ...rows(fields.map(changeOf)),
    ...gone.map((text) => `  - ${shown(text, WIDTH - 4)}`),
    ...added.map((text) => `  + ${shown(text, WIDTH - 4)}`),
  ]
}

const changeOf = (change: ReadingChange): Row => [
  labelOf(change.field),
  `${change.without ?? 'none'} → ${change.with ?? 'none'}`,
]

const labels: Readonly<Partial<Record<ReadingChange['field'], string>>> = {
  publishedAt: 'published',
  agencyCredit: 'agency',
  foundBy: 'text found',
}
const labelOf = (field: ReadingChange['field']): string => labels[field] ?? field

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
