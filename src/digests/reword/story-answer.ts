import { z } from 'zod'

/** Code points; longer texts are refused by the check with better words. */
const LONGEST = 2_000
const MOST_ITEMS = 60

const text = z.string().max(LONGEST)
const number = z.number().int().positive()
const from = z.array(number).min(1).max(MOST_ITEMS)

/** Strict, so that an answer of another shape is told from one that changes nothing. */
const StoryAnswer = z.strictObject({
  headline: text.nullish(),
  standfirst: z.strictObject({ text, from }).nullish(),
  headings: z
    .array(z.strictObject({ section: number, text }))
    .max(MOST_ITEMS)
    .nullish(),
  joins: z
    .array(z.strictObject({ sentence: number, text, from }))
    .max(MOST_ITEMS)
    .nullish(),
})

export type StoryAnswer = z.infer<typeof StoryAnswer>

/** A writer's answer for one story; null when it is no JSON of that shape. A fence of code around it is taken off. */
export function readStoryAnswer(answer: string): StoryAnswer | null {
  const bare = answer.trim().replace(/^```(?:json)?\s*\n([\s\S]*?)\n?```$/, '$1')
  try {
    return StoryAnswer.safeParse(JSON.parse(bare)).data ?? null
  } catch {
    return null // SyntaxError is how JSON says that it is none
  }
}
