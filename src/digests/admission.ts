import { sentencesIn } from '../text/sentences.ts'
import { words } from '../text/words.ts'
import { datelineLength } from './brief/dateline.ts'
import { hasSentenceShape, isFurniture } from './brief/junk.ts'
import { hasVerb } from './brief/voice.ts'
import type { WindowArticle, WindowStory } from './window-article.ts'

/** What a watch adds that finds the story in a title; it is less by field, as the watch's strength is. */
const WATCH_SHARE = 0.5
const TITLE_STRENGTH = 3
/** What each mark of a thin notice takes away. */
const THIN = 0.5
/** Two short sentences of news. A notice of a line has about twenty words, an agency's shortest report forty. */
const FEWEST_WORDS = 25
/** A report has said something by then: UTF-16 units that are read of it. */
const READ = 2_000
/** Stops of scripts whose sentences `hasSentenceShape` cannot judge; Thai writes none. */
const OTHER_STOPS = /[。！？।॥۔؟።។]|\p{Script=Thai}/u

/**
 * The score that a story must reach to enter an edition. It depends on the story alone, so that a quiet day admits no
 * more than a busy one: log2(1 + independent reports), which gives 1 to one report, 1.58 to two and 2 to three; up to .5
 * for what a watch finds; less .5 when no report has 25 words, and .5 when none has a sentence that could be shown, by
 * the best report. O(2,000 characters a report).
 * @param watchStrength 3 for a title, 2 for a lead, 1 for a body, more for several watches; 0 for none
 */
export function admissionOf(story: WindowStory, watchStrength: number): number {
  const reported = Math.log2(1 + story.counts.independent)
  const watched = (WATCH_SHARE * Math.min(watchStrength, TITLE_STRENGTH)) / TITLE_STRENGTH
  return rounded(reported + watched - THIN * fewestThinMarks(story))
}

function fewestThinMarks({ articles }: WindowStory): number {
  let fewest = 2
  for (const article of articles) {
    if (article.originalId !== null) continue
    fewest = Math.min(fewest, thinMarks(article))
    if (fewest === 0) break
  }
  return fewest
}

function thinMarks({ text, language }: WindowArticle): number {
  const head = text.slice(0, READ)
  const isShort = words(head, language).length < FEWEST_WORDS
  return Number(isShort) + Number(!OTHER_STOPS.test(head) && !hasUsableSentence(head, language))
}

const hasUsableSentence = (text: string, language: string): boolean =>
  sentencesIn(text, language).some(({ start, end }) => {
    const whole = text.slice(start, end)
    const sentence = whole.slice(datelineLength(whole))
    return hasSentenceShape(sentence, language) && !isFurniture(sentence) && hasVerb(sentence, language)
  })

/** Three decimals: the score is stored, and must compare the same when it is read. */
const rounded = (value: number): number => Math.round(value * 1e3) / 1e3
