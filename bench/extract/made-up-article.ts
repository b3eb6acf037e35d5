import { pick, randomFrom } from '../random.ts'
import { sentence } from './made-up-prose.ts'

/** What a template fills in. */
export interface MadeUpArticle {
  readonly seed: number
  readonly headline: string
  readonly author: string
  readonly paragraphs: readonly string[]
}

export function madeUpArticle(seed: number): MadeUpArticle {
  const random = randomFrom(seed)
  const length = 8 + Math.floor(random() * 20)
  return {
    seed,
    headline: `Bridge report ${seed}: ${sentence(random).slice(0, -1)}`,
    author: pick(['Ada Birch', 'Tom Reed', 'Nora Quay'], random),
    paragraphs: Array.from({ length }, (_, at) => {
      const sentences = Array.from({ length: 2 + Math.floor(random() * 4) }, () => sentence(random))
      return [`In part ${at + 1} of report ${seed} the board speaks for itself.`, ...sentences].join(' ')
    }),
  }
}
