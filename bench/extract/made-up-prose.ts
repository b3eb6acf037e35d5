import { pick } from '../random.ts'

const who = [
  'the harbour council',
  'a foreman of the yard',
  'the engineer in charge',
  'every second rower',
  'the ferry company',
  'her deputy',
] as const
const does = ['opened', 'measured', 'praised', 'paid for', 'doubted', 'repainted', 'inspected'] as const
const what = [
  'the northern span',
  'four rusted girders',
  'a toll of two crowns',
  'the plan of last autumn',
  'the lock gates',
  'an offer from abroad',
] as const
const when = [
  'after ten years of repairs',
  'before the first frost',
  'while the tide was out',
  'without a word to the neighbours',
  'on the second Tuesday of March',
] as const
const why = [
  'because the old piers had sunk by a hand',
  'although the money was meant for the quay',
  'so that carts can cross again',
  'as the report of the auditors had asked',
] as const

/** An invented sentence of 10 to 30 words. */
export function sentence(random: () => number): string {
  const clause = (): string => `${pick(who, random)} ${pick(does, random)} ${pick(what, random)} ${pick(when, random)}`
  const text = random() < 0.5 ? `${clause()}, ${pick(why, random)}.` : `${clause()}, and ${clause()}.`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const repeated = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join('\n')
