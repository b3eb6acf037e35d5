import { describe, expect, test } from '@jest/globals'
import { useDatabase } from '../../support/database.ts'
import { at, createArticle, createStory, createVersion, storyId } from '../../support/factories.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)

describe('an article', () => {
  test('has its passage marked where code points say, though emoji stand before it', async () => {
    const article = await createArticle(db(), {
      publisher: 'Meridian',
      text: '🚢🚢 The ferry sails.\n\nIt sails at 𝟗 tonight.',
    })
    // 2 emoji and a space, then "The ferry sails." of 16, a blank line, then 9 characters to the astral digit.
    const { body } = await get(`/articles/${article.id}?v=1&s=33-34`)
    expect(body).toContain('It sails at <mark id="passage">𝟗</mark> tonight.')
    expect((await get(`/articles/${article.id}?s=3-19`)).body).toContain(
      '🚢🚢 <mark id="passage">The ferry sails.</mark>',
    )
  })

  test('marks a passage in every paragraph that it reaches, with one target', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', text: 'First one.\n\nSecond one.' })
    const { body } = await get(`/articles/${article.id}?s=6-18`)
    expect(body).toContain('First <mark id="passage">one.</mark>')
    expect(body).toContain('<mark>Second</mark> one.')
  })

  test('says when a passage reaches beyond the version, and marks nothing', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', text: 'Short.' })
    const { body } = await get(`/articles/${article.id}?s=2-90`)
    expect(body).not.toContain('<mark')
    expect(textOf(body)).toContain('reaches beyond the end of this version')
  })

  test('shows the version that is asked for, and the newest otherwise', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', text: 'As first told.' })
    await createVersion(db(), article.id, 2, article.title, 'As told later.', at('09:00'))
    expect(textOf((await get(`/articles/${article.id}?v=1`)).body)).toContain('Version 1 of 2')
    expect(textOf((await get(`/articles/${article.id}`)).body)).toContain('As told later.')
    expect((await get(`/articles/${article.id}?v=3`)).statusCode).toBe(404)
  })

  test('escapes whatever a publisher writes', async () => {
    const hostile = '</title><script>alert(1)</script><img src=x onerror=alert(2)>'
    const article = await createArticle(db(), { publisher: '"><b>Bold', title: hostile, text: hostile })
    await createStory(db(), storyId(1), [{ article }])
    for (const path of [
      `/articles/${article.id}?s=0-9`,
      `/stories/${storyId(1)}`,
      '/days/2026-11-22',
      `/search?q=alert`,
    ]) {
      const { statusCode, body } = await get(path)
      expect(statusCode).toBe(200)
      expect(body).not.toMatch(/<script|<img|<b>Bold/)
    }
  })

  test('never links to an address that is not of the web', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', url: 'javascript:alert(1)' })
    expect((await get(`/articles/${article.id}`)).body).not.toContain('href="javascript:')
  })

  test('names the article that it is a copy of', async () => {
    const original = await createArticle(db(), { publisher: 'Meridian', title: 'The first report' })
    const copy = await createArticle(db(), { publisher: 'Valley Times' })
    await createStory(db(), storyId(1), [
      { article: original },
      { article: copy, original, copyKind: 'identical', containment: 1 },
    ])
    expect(textOf((await get(`/articles/${copy.id}`)).body)).toContain(
      'Copy of The first report (Meridian) · 100 % same',
    )
  })

  test('without text says why there is none', async () => {
    const article = await createArticle(db(), {
      publisher: 'Meridian',
      state: 'not_article',
      stateCode: 'CONSENT_WALL',
      stateReason: 'the page asks for consent first',
    })
    expect(textOf((await get(`/articles/${article.id}`)).body)).toContain(
      'The page gave no text of an article: the page asks for consent first.',
    )
  })

  test('lists its versions with their times and what they changed, and says which is shown', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', text: 'As first told.' })
    expect(textOf((await get(`/articles/${article.id}`)).body)).not.toContain('Versions')
    await createVersion(db(), article.id, 2, article.title, 'As told later.', at('09:00'))
    const { body } = await get(`/articles/${article.id}?v=1`)
    expect(textOf(body)).toContain(
      '22 Nov 09:00 Version 2 changed: sentences added or removed · compare with version 1',
    )
    expect(textOf(body)).toContain('22 Nov 06:12 Version 1 (shown) as first read')
    expect(body).toContain(`href="/articles/${article.id}/diff/1..2"`)
    expect(body).toContain(`href="/articles/${article.id}?v=2"`)
  })

  test('keeps a passage on the version that it was quoted from', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', text: 'As first told.' })
    await createVersion(db(), article.id, 2, article.title, 'Told later.', at('09:00'))
    expect((await get(`/articles/${article.id}?v=1&s=3-8`)).body).toContain('As <mark id="passage">first</mark> told.')
  })

  test('that was taken down says so and since when', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian' })
    expect(textOf((await get(`/articles/${article.id}`)).body)).not.toContain('taken this article down')
    await db().query('update article set gone_at = $1', [at('07:30')])
    expect(textOf((await get(`/articles/${article.id}`)).body)).toContain(
      'The publisher has taken this article down: it was no longer at its address on Sun 22 Nov 2026, 07:30 .',
    )
  })

  test.each([
    ['an unknown id', '/articles/99', 404],
    ['an id that is no number', '/articles/first', 400],
    ['a passage that ends before it starts', '/articles/1?s=9-3', 400],
    ['a version twice', '/articles/1?v=1&v=2', 400],
  ])('of %s answers %s with %d', async (_what, path, status) => {
    expect((await get(path)).statusCode).toBe(status)
  })
})

describe('two versions of an article', () => {
  const told = 'Ninety passengers wait in Sund.\n\nThe ferry sails in May.\n\nFares are open.'
  const corrected = 'A hundred passengers wait in Sund.\n\nThe ferry sails in May.\n\nCorrection: the count was wrong.'

  async function compared(title = 'Ministers sign accord for a day ferry') {
    const article = await createArticle(db(), { publisher: 'Meridian', text: told })
    await createVersion(db(), article.id, 2, title, corrected, at('09:00'))
    return article.id
  }

  test('are compared word by word, with title and standfirst, in words and marks and not by colour alone', async () => {
    const id = await compared()
    const { statusCode, body } = await get(`/articles/${id}/diff/1..2`)
    expect(statusCode).toBe(200)
    const text = textOf(body)
    expect(text).toContain('version 1 ( 22 Nov 06:12 ) to version 2 ( 22 Nov 09:00 )')
    expect(text).toContain('Ministers sign accord for a [removed: night end] [added: day end] ferry')
    expect(text).toContain('[removed: Ninety end] [added: A hundred end] passengers wait in Sund.')
    expect(text).toContain('[removed: Fares are open. end] [added: Correction: the count was wrong. end]')
    expect(body).toContain('<p>The ferry sails in May.</p>')
    expect(body).toMatch(/<p class="whole whole-removed"><del>.*Fares are open\./)
    expect(body).not.toContain('style=')
  })

  test('that differ in signs only say so', async () => {
    const article = await createArticle(db(), { publisher: 'Meridian', text: '“It sails.”' })
    await createVersion(db(), article.id, 2, article.title, '"It sails."', at('09:00'))
    expect(textOf((await get(`/articles/${article.id}/diff/1..2`)).body)).toContain('differ in white space')
  })

  test('are escaped in their changes', async () => {
    const id = await compared('<script>alert(1)</script><img src=x>')
    expect((await get(`/articles/${id}/diff/1..2`)).body).not.toMatch(/<script|<img/)
  })

  test.each([
    ['2..1', 400, 'from an earlier version to a later one'],
    ['1..1', 400, 'from an earlier version to a later one'],
    ['1', 400, 'written as 1..2'],
    ['0..1', 400, 'written as 1..2'],
    ['1..9999999999', 400, 'written as 1..2'],
    ['1..3', 404, 'has no version 3'],
    ['4..5', 404, 'has no version 4'],
  ])('asked for as %s answer %d and why', async (range, status, why) => {
    const id = await compared()
    const { statusCode, body } = await get(`/articles/${id}/diff/${range}`)
    expect(statusCode).toBe(status)
    expect(textOf(body)).toContain(why)
  })

  test('of an unknown article are none, for programs too', async () => {
    expect((await get('/articles/99/diff/1..2')).statusCode).toBe(404)
    const answer = await get('/articles/99/diff/1..2', { accept: 'application/json' })
    expect(answer.json()).toMatchObject({ status: 404, code: 'PAGE_NOT_FOUND', detail: 'There is no article 99.' })
  })
})
