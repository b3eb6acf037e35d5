import { type CountedArticle, countStory, type StoryCounts } from './counts.ts'

/** An article of a story as the page of a day needs it. */
export interface DayMember extends CountedArticle {
  readonly storyId: string
  readonly eventAt: Date
}

export type DayState = 'new' | 'developed' | 'unchanged'

export interface DayStory {
  readonly storyId: string
  /** Of the whole story, not only of the day. */
  readonly counts: StoryCounts
  /** `new`: first reported on the day; `developed`: independent reports were added; else only copies were. */
  readonly state: DayState
  /** Independent reports that the day added to an older story; 0 for a new one. */
  readonly newReports: number
}

/**
 * The stories of a day as coverage alone ranks them: most independent reports first, then publishers, articles, and the
 * story that began earlier. O(members), plus the sort of the stories.
 */
export function rankDay(members: readonly DayMember[], from: Date, to: Date): DayStory[] {
  return [...byStory(members)]
    .map(([storyId, articles]) => ({ storyId, ...stateOf(articles, from, to), counts: countStory(articles) }))
    .sort(byCoverage)
}

function byStory(members: readonly DayMember[]): ReadonlyMap<string, DayMember[]> {
  const stories = new Map<string, DayMember[]>()
  for (const member of members) {
    const articles = stories.get(member.storyId)
    if (articles) articles.push(member)
    else stories.set(member.storyId, [member])
  }
  return stories
}

function stateOf(articles: readonly DayMember[], from: Date, to: Date): { state: DayState; newReports: number } {
  const before = articles.filter(({ eventAt }) => eventAt < from)
  if (before.length === 0) return { state: 'new', newReports: 0 }
  const until = articles.filter(({ eventAt }) => eventAt < to)
  const newReports = countStory(until).independent - countStory(before).independent
  return { state: newReports > 0 ? 'developed' : 'unchanged', newReports }
}

/** Ids are ULIDs, so the smaller one is the older story. */
const byCoverage = (a: DayStory, b: DayStory): number =>
  b.counts.independent - a.counts.independent ||
  b.counts.publishers - a.counts.publishers ||
  b.counts.articles - a.counts.articles ||
  (a.storyId < b.storyId ? -1 : 1)
