import { type Amount, amountsIn } from '../../text/amounts.ts'
import { sentencesIn, type SentenceSpan } from '../../text/sentences.ts'
import { primaryLanguage } from '../../text/words.ts'
import type { BriefArticle } from '../brief/brief.ts'
import { withoutQuotations } from '../brief/reference.ts'
import { insideQuotation, sentencesRead } from '../brief/source-sentence.ts'
import { readPart, termsOf } from '../brief/terms.ts'
import type { FigureClaim } from './claim.ts'
import { type Cues, cuesBy } from './cues.ts'
import { settingOf } from './setting.ts'
import { type FigureTemplate, indexOfSign, mostSigns, signOf } from './template.ts'
import { germanTemplates } from './templates-de.ts'
import { englishTemplates } from './templates-en.ts'
import { spanishTemplates } from './templates-es.ts'
import { frenchTemplates } from './templates-fr.ts'
import { sameThings } from './tolls-en.ts'

const templatesBy: Readonly<Record<string, readonly FigureTemplate[]>> = {
  en: englishTemplates,
  de: germanTemplates,
  es: spanishTemplates,
  fr: frenchTemplates,
}

/** A sentence with signs for its amounts. */
interface SignedSentence {
  readonly text: string
  readonly original: string
  readonly amounts: readonly Amount[]
}

/**
 * The figures that an article states in its own voice. What stands in quotation marks, is a part of another figure, is
 * only possible, belongs to another event or comes from a side in the matter is left out. A language without templates
 * gives none. Reads 60 sentences; linear in their text.
 */
export function readClaims(article: BriefArticle, index: number): FigureClaim[] {
  const language = primaryLanguage(article.language ?? 'en')
  const [templates, cues] = [templatesBy[language], cuesBy[language]]
  if (!templates || !cues) return []
  const spans = sentencesIn(readPart(article.text), language).slice(0, sentencesRead)
  const quoted = insideQuotation(article.text, spans)
  return spans.flatMap((span, order) => {
    if (quoted[order]) return []
    const sentence = signed(article.text.slice(span.start, span.end), language)
    if (sentence.amounts.length === 0 || !isPlain(sentence.text, cues)) return []
    const isSure = !cues.possible.test(sentence.text)
    const measures = new Set(sentence.amounts.map(({ measure }) => measure))
    const fitting = templates.filter(
      ({ measure, scope }) => measures.has(measure) && (isSure || isPlanned({ measure, scope })),
    )
    return fitting.flatMap((template) => claimsBy(template, sentence, { article: index, order, span, language, cues }))
  })
}

const aYear = /^(?:19|20)\p{Nd}{2}$/u

function signed(original: string, language: string): SignedSentence {
  const spoken = withoutQuotations(original)
  const amounts = amountsIn(spoken, language)
    .filter(({ start, end }) => !aYear.test(spoken.slice(start, end)))
    .slice(0, mostSigns)
  let text = ''
  let at = 0
  amounts.forEach((amount, i) => {
    text += spoken.slice(at, amount.start) + signOf(amount.measure, i)
    at = amount.end
  })
  return { text: text + spoken.slice(at), original, amounts }
}

const isPlain = (sentence: string, cues: Cues): boolean =>
  !cues.otherEvent.test(sentence) && !cues.side.test(sentence) && !sentence.trimEnd().endsWith('?')

interface Place {
  readonly article: number
  readonly order: number
  readonly span: SentenceSpan
  readonly language: string
  readonly cues: Cues
}

/** What a thing will cost and how long it will be is planned: "could" and "expected" belong to it. */
const isPlanned = ({ measure, scope }: Pick<FigureTemplate, 'measure' | 'scope'>): boolean =>
  scope === 'thing' && (measure === 'money' || measure === 'length')

function claimsBy(template: FigureTemplate, sentence: SignedSentence, place: Place): FigureClaim[] {
  const { cues, language } = place
  return Array.from(sentence.text.matchAll(template.pattern)).flatMap((hit) => {
    const { value = '', thing, kind } = hit.groups ?? {}
    const amount = sentence.amounts[indexOfSign(value)]
    if (!amount || isPart(sentence.text, sentence.text.indexOf(value), cues)) return []
    const named = thing?.toLowerCase() ?? 'people'
    const what = template.what.replace('$thing', sameThings[named] ?? named)
    const per =
      cues.per.exec(sentence.text.slice(hit.index + hit[0].length))?.[0].trim() ?? cues.single.exec(hit[0])?.[0] ?? ''
    return [
      {
        article: place.article,
        order: place.order,
        start: place.span.start,
        end: place.span.end,
        what,
        unit: amount.unit,
        topic: [stemmed(what), amount.unit, kindOf(kind, cues, language), stemmed(per)].join('/'),
        movement: template.movement,
        scope: template.scope,
        isCounted: template.isCounted,
        amount,
        setting: settingOf(sentence.text, { original: sentence.original, what, matched: hit[0], language, cues }),
      },
    ]
  })
}

const isPart = (sentence: string, at: number, cues: Cues): boolean =>
  cues.partBefore.test(sentence.slice(Math.max(0, at - 40), at)) ||
  cues.partBehind.test(sentence.slice(at + 1, at + 30))

/** Words before a name that say nothing of which one it is. */
const idle = new Set('total overall estimated full final whole combined initial new and or with at in for'.split(' '))

function kindOf(kind: string | undefined, cues: Cues, language: string): string {
  if (kind === undefined || idle.has(kind.toLowerCase())) return ''
  const terms = termsOf(kind, language)
  return terms.content[0] === true && !cues.weekdays.includes(kind.toLowerCase()) ? (terms.stems[0] ?? '') : ''
}

const stemmed = (text: string): string => termsOf(text.replace(/[\uE000-\uF8FF]/gu, 'n'), 'en').stems.join(' ')
