import { describe, expect, test } from '@jest/globals'
import { extractArticle } from '../../../../src/articles/extract/extract-article.ts'
import { learnPage, noMemory, type SiteMemory } from '../../../../src/articles/extract/site-memory.ts'

const PLACES = ['Tarn', 'Ostrel', 'Quill', 'Brae', 'Velm', 'Sond']
/** Six sentences of one article of their own: nothing in them stands in another one. */
const story = (place: string): readonly string[] => [
  `The council of ${place} wants to mend the roof of the market hall before the first snow of the winter.`,
  `Builders in ${place} say that the beams are sound, yet every third slate must be laid anew this autumn.`,
  `A baker of ${place} moved her stall to the school yard, where she has sold out by nine since last week.`,
  `Children of ${place} have drawn how the hall could look, and their sheets hang in the window of the bank.`,
  `Money is short in ${place}, because the bridge cost twice of what the engineers had promised at first.`,
  `The mayor of ${place} hopes for help from the county and has written a letter that runs to nine pages.`,
]

const paragraphsOf = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n')
const pageOf = (place: string, inner: string): string =>
  `<!doctype html><html lang="en"><head><title>Market hall of ${place}</title></head>
   <body><main><article class="story"><h1>Market hall of ${place}</h1>${inner}</article></main></body></html>`
const addressOf = (name: string): string => `https://news.example/${name.toLowerCase()}`

const read = (name: string, html: string, memory: SiteMemory = noMemory) =>
  extractArticle(html, { url: addressOf(name), fetchedAt: null, memory })

function learn(pages: Readonly<Record<string, string>>): SiteMemory {
  return Object.entries(pages).reduce((memory, [name, html]) => {
    const { learnt } = read(name, html)
    return learnt ? learnPage(memory, learnt) : memory
  }, noMemory)
}

/** Pages of `places` with the given HTML behind each story. */
const pagesWith = (places: readonly string[], inner: string) =>
  Object.fromEntries(places.map((place) => [place, pageOf(place, paragraphsOf(story(place)) + inner)]))

const LINE = 'Tell our night desk what moves your street.'
const LONG =
  'The quarrel over the hall began when the lower storey was let to a trader of grain, who put up walls that the keeper of ' +
  'monuments had not seen, and has since been fought before two courts of which neither called the matter settled.'

describe('a block that stood on another page of the site', () => {
  const own = pageOf('Tarn', paragraphsOf([...story('Tarn').slice(0, 3), LINE, ...story('Tarn').slice(3)]))

  test('is left out, and told of', () => {
    const article = read('Tarn', own, learn(pagesWith(['Ostrel'], `<p>${LINE}</p>`)))
    expect(article.paragraphs).toEqual(story('Tarn'))
    expect(article.leftOut).toEqual([LINE])
  })

  test('is kept while the page itself is the only one that had it', () => {
    const article = read('Tarn', own, learn({ Tarn: own }))
    expect(article.paragraphs).toContain(LINE)
  })

  test('is kept where an address with a tracking parameter is the same page', () => {
    expect(read('Tarn', own, learn({ 'Tarn?utm_source=feed': own })).paragraphs).toContain(LINE)
  })

  test('is kept when no memory is given, and nothing is learnt', () => {
    const article = extractArticle(own, { url: addressOf('Tarn'), fetchedAt: null })
    expect(article.paragraphs).toContain(LINE)
    expect([article.learnt, article.leftOut]).toEqual([undefined, undefined])
  })

  test('is left out when only its numbers differ, at the end of the text', () => {
    const memory = learn(pagesWith(['Ostrel'], '<p><span>128 readers have marked this piece</span></p>'))
    const html = pageOf('Tarn', `${paragraphsOf(story('Tarn'))}<p><span>7 readers have marked this piece</span></p>`)
    expect(read('Tarn', html, memory).paragraphs).toEqual(story('Tarn'))
  })

  test('is kept between paragraphs when it has a number: it may be the result of the day', () => {
    const memory = learn(pagesWith(['Ostrel'], '<p>Water level at the lock gate: 212 centimetres</p>'))
    const result = 'Water level at the lock gate: 187 centimetres'
    const texts = [...story('Tarn').slice(0, 3), result, ...story('Tarn').slice(3)]
    expect(read('Tarn', pageOf('Tarn', paragraphsOf(texts)), memory).paragraphs).toEqual(texts)
  })
})

describe('text of the article', () => {
  test('is kept where another page tells the same story', () => {
    const [first, ...rest] = story('Tarn')
    const memory = learn({ early: pageOf('Tarn', paragraphsOf(story('Tarn').slice(0, 3))) })
    const html = pageOf('Tarn', paragraphsOf([first ?? '', ...rest]))
    expect(read('late', html, memory).paragraphs).toEqual(story('Tarn'))
  })

  test('does not hide what stood on a third page as well', () => {
    const early = pageOf('Tarn', paragraphsOf(story('Tarn').slice(0, 4)) + `<p>${LINE}</p>`)
    const memory = learn({ early, ...pagesWith(['Ostrel'], `<p>${LINE}</p>`) })
    const html = pageOf('Tarn', paragraphsOf(story('Tarn')) + `<p>${LINE}</p>`)
    expect(read('late', html, memory).paragraphs).toEqual(story('Tarn'))
  })

  test('is kept when it is background that follow-ups repeat, until four other pages have it', () => {
    const html = pageOf('Tarn', paragraphsOf([...story('Tarn'), LONG]))
    const three = learn(pagesWith(PLACES.slice(1, 4), `<p>${LONG}</p>`))
    const four = learn(pagesWith(PLACES.slice(1, 5), `<p>${LONG}</p>`))
    expect(read('Tarn', html, three).paragraphs).toContain(LONG)
    expect(read('Tarn', html, four).paragraphs).toEqual(story('Tarn'))
  })

  test('is kept when most of it is known from many pages', () => {
    const pages = pagesWith(PLACES.slice(1), `<p>${LONG}</p>`)
    const texts = [LONG, ...story('Tarn').slice(0, 2)]
    const memory = learn(pages)
    expect(read('Tarn', pageOf('Tarn', paragraphsOf(texts)), memory).paragraphs).toEqual(texts)
  })

  test('is kept with the heading that columns repeat', () => {
    const column = (place: string): string =>
      pageOf(
        place,
        `${paragraphsOf(story(place).slice(0, 3))}<h2>How things go on from here</h2>${paragraphsOf(story(place).slice(3))}`,
      )
    const memory = learn(Object.fromEntries(PLACES.slice(1).map((place) => [place, column(place)])))
    expect(read('Tarn', column('Tarn'), memory).paragraphs).toContain('How things go on from here')
  })
})

describe('the container of earlier articles', () => {
  const split = (place: string): string =>
    `<div class="copy">${paragraphsOf(story(place))}</div>
     <section class="more-voices">${paragraphsOf(story(`the hills near ${place}`).slice(0, 2))}</section>`
  const bare = (place: string, inner: string): string =>
    `<!doctype html><html lang="en"><head><title>Hall of ${place}</title></head><body><div class="sheet">${inner}</div></body></html>`

  const memory = learn(
    Object.fromEntries(
      PLACES.slice(1).map((place) => [place, bare(place, `<div class="copy">${paragraphsOf(story(place))}</div>`)]),
    ),
  )

  test('is taken when it holds most of the text', () => {
    expect(read('Tarn', bare('Tarn', split('Tarn'))).paragraphs.length).toBeGreaterThan(6)
    expect(read('Tarn', bare('Tarn', split('Tarn')), memory).paragraphs).toEqual(story('Tarn'))
  })

  test('is not taken when it holds little', () => {
    const html = bare(
      'Tarn',
      `<div class="copy"><p>${story('Brae')[0] ?? ''}</p></div><div class="tale">${paragraphsOf(story('Tarn'))}</div>`,
    )
    expect(read('Tarn', html, memory).paragraphs).toEqual(expect.arrayContaining([...story('Tarn')]))
  })
})
