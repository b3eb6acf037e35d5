import { randomFrom } from '../random.ts'

const syllables = 'ba ke lo mi nu ra se ti vo da fe go hi ju la mo ne pi ro su ta ve wi za che sho tri pla'.split(' ')
const small = 'the of and to in a for on with that by from at is was it as his her they will after before'.split(' ')
const VOCABULARY = 20_000

/** The text of an article: its own words by Zipf's law with an English frame, so that no two articles are copies. */
export function articleText(number: number): { readonly title: string; readonly paragraphs: readonly string[] } {
  const random = randomFrom(number * 31 + 7)
  const word = () => (random() < 0.35 ? (small[Math.floor(random() * small.length)] ?? 'the') : madeWord(random))
  const sentence = () => {
    const words = Array.from({ length: 9 + Math.floor(random() * 8) }, word).join(' ')
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  }
  const paragraph = () => Array.from({ length: 4 }, sentence).join(' ')
  const name = [madeWord(random), madeWord(random), madeWord(random)].join(' ')
  return {
    title: `Report ${number}: council hears of ${name}`,
    paragraphs: Array.from({ length: 4 }, paragraph),
  }
}

function madeWord(random: () => number): string {
  let rank = Math.floor(VOCABULARY ** random()) + 40
  let word = ''
  for (; rank > 0; rank = Math.floor(rank / syllables.length)) word += syllables[rank % syllables.length] ?? ''
  return word
}

/** The page of an article. @param canonical the address that it calls its own */
export function articlePage(number: number, bornAt: number, canonical: string): string {
  const { title, paragraphs } = articleText(number)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="canonical" href="${canonical}"><meta property="og:type" content="article">
<meta property="article:published_time" content="${new Date(bornAt).toISOString()}"></head>
<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article></main>
<footer><p>Made up for a measurement.</p></footer></body></html>`
}
