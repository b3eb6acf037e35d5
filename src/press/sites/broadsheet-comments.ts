import { articleNumber } from '../addresses.ts'
import type { PressArticle } from '../catalogue.ts'
import { type Markup, markup } from '../markup.ts'

/** What readers say below any article: prose of full sentences that is no part of the report. */
const remarks: readonly (readonly [string, string])[] = [
  [
    'oldferry',
    'I have read three accounts of this today and still do not know who pays for it. Perhaps somebody could ask that question tomorrow.',
  ],
  [
    'M. Tarrow',
    'Thank you for not shouting. The same news was on the radio this morning between two jokes, and it deserves better than that.',
  ],
  [
    'Lindgate reader',
    'My father worked in exactly this field for thirty years. He would have said that the difficult part starts once everybody has gone home.',
  ],
  [
    'perpetual_motion',
    'Announcements are cheap. I will believe it when I see figures, and I have been waiting for figures since last autumn.',
  ],
  [
    'H. Oake',
    'A pity that the article does not say what our neighbours do in such cases. They had the same debate ten years ago.',
  ],
  ['quietcorner', 'The comment above is right about the costs, but it forgets that doing nothing has a price as well.'],
]

const shown = 3

/** Three of the remarks, chosen by the article's number, so that the same page always has the same ones. */
export function comments(article: PressArticle): Markup {
  const first = articleNumber(article.slug)
  const chosen = Array.from({ length: shown }, (_, index) => remarks[(first + index) % remarks.length] ?? ['', ''])
  return markup`<section class="comments" id="comments"><h2>Comments (${shown})</h2>
${chosen.map(
  ([name, text]) =>
    markup`<div class="comment"><p class="comment__author"><b>${name}</b> writes:</p><p>${text}</p><a href="#comments">Reply</a></div>\n`,
)}</section>`
}
