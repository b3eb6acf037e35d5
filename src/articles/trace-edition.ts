import { fateInWords } from './trace-fate.ts'
import type { TracedArticle, TracedEdition, TraceFacts } from './trace-facts.ts'
import { passed, type ShowTime, type Step, stopped, type TraceSubject, waiting } from './trace-step.ts'

/** The last station: the edition that lists the article, or what each that could have told it made of its story. */
export function editionStep(article: TracedArticle, facts: TraceFacts, showTime: ShowTime): Step {
  const listing = facts.editions.find(({ listedAt }) => listedAt !== null)
  if (listing) return passed(`Number ${listing.listedAt ?? 0} of the edition ${nameOf(listing)}.`, subjectOf(listing))
  const concerned = concernedBy(article, facts)
  const last = concerned.at(-1)
  if (!last) return waiting(missingEdition(facts))
  const says = concerned.map((edition) => verdictOn(edition, article, facts, showTime))
  return stopped(says.join(' '), subjectOf(last))
}

function missingEdition({ asked: { digest, localDate } }: TraceFacts): string {
  if (localDate === null && digest === null) return 'The edition of its day has not been made yet.'
  const of = `${digest === null ? '' : ` of ${digest}`}${localDate === null ? '' : ` for ${localDate}`}`
  return localDate === null ? `No edition${of} has been made of its day yet.` : `No edition${of} has been made yet.`
}

/**
 * Of a day that is asked about, all editions. Else those whose window covers the article; an article that came too late
 * for one, or that none covers, is for the next of the same digest that knew its story.
 */
function concernedBy(article: TracedArticle, { editions, asked }: TraceFacts): readonly TracedEdition[] {
  if (asked.localDate !== null) return editions
  const missed = editions.filter((edition) => !isInTime(edition, article))
  const missedBy = new Set(missed.map(({ digest }) => digest))
  const covering = editions.filter((edition) => covers(edition, article))
  const coveredBy = new Set(covering.map(({ digest }) => digest))
  const seen = new Set<string>()
  const next = editions.filter((edition) => {
    const { digest, candidate, windowTo } = edition
    const isNext = !covers(edition, article) && candidate !== null && windowTo > article.eventAt
    if (!isNext || !isInTime(edition, article) || seen.has(digest)) return false
    seen.add(digest)
    return missedBy.has(digest) || !coveredBy.has(digest)
  })
  return [...covering, ...next]
}

const covers = ({ windowFrom, windowTo }: TracedEdition, { eventAt }: TracedArticle): boolean =>
  windowFrom <= eventAt && eventAt < windowTo

/** Whether the article had its story when the edition was made. */
const isInTime = ({ builtAt }: TracedEdition, { clusteredAt }: TracedArticle): boolean =>
  clusteredAt === null || clusteredAt <= builtAt

function verdictOn(
  edition: TracedEdition,
  article: TracedArticle,
  { membership }: TraceFacts,
  showTime: ShowTime,
): string {
  const name = nameOf(edition)
  if (!isInTime(edition, article))
    return `It came after the edition ${name} had been frozen ${showTime(edition.builtAt)}.`
  if (edition.rank !== null) return `The edition ${name} tells its story, at number ${edition.rank}, without it.`
  if (edition.candidate) return fateInWords(edition, edition.candidate)
  if (!covers(edition, article))
    return `It was published ${showTime(article.eventAt)}; the edition ${name} covers ${showTime(edition.windowFrom)} to ${showTime(edition.windowTo)}.`
  if (edition.ranked === 0) {
    const size = edition.stories === 1 ? 'one story' : `${edition.stories} stories`
    return `The edition ${name} took ${size}, and this one did not rank among them.`
  }
  if (membership?.originalId != null)
    return `To the edition ${name} its story brought only copies of what is told elsewhere or was told before.`
  return `The edition ${name} did not know its story: it was made or changed later.`
}

const nameOf = ({ digest, localDate }: TracedEdition): string => `${digest} of ${localDate}`

const subjectOf = ({ digest, localDate }: TracedEdition): TraceSubject => ({ kind: 'edition', digest, localDate })
