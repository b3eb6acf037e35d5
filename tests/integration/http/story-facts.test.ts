import { expect, test } from '@jest/globals'
import { LinkPass } from '../../../src/stories/linked-pass.ts'
import { refreshFacts } from '../../../src/stories/repository-facts.ts'
import { useDatabase } from '../../support/database.ts'
import { at, createArticle, createStory, storyId } from '../../support/factories.ts'
import { setClock } from '../../support/set-clock.ts'
import { textOf, useWeb } from '../../support/web.ts'

const db = useDatabase()
const get = useWeb(db)
const clock = setClock('2026-11-22T07:42:00Z')

const english =
  'The ferry Ostrelia with 1,340 passengers ran aground near Skarholm in Sweden, said captain Henrik Vallgren.'
const german =
  'Die Fähre Ostrelia mit 1.340 Passagieren lief vor Skarholm in Schweden auf Grund, sagte Kapitän Henrik Vallgren.'

async function createGroundedFerry() {
  const first = await createArticle(db(), {
    publisher: 'Hollin Courier',
    title: 'Ferry Ostrelia runs aground near Skarholm',
    text: english,
    eventAt: at('06:12'),
  })
  const copy = await createArticle(db(), { publisher: 'Valley Times', text: english, eventAt: at('06:50') })
  const second = await createArticle(db(), {
    publisher: 'Moor Post',
    title: 'Passengers leave stranded ferry',
    text: 'SKARHOLM (Meridian) — All of them were brought ashore before noon, said the coast guard.',
    eventAt: at('07:10'),
  })
  const abroad = await createArticle(db(), {
    publisher: 'Tarner Bote',
    title: 'Fähre Ostrelia vor Skarholm auf Grund gelaufen',
    text: german,
    language: 'de',
    eventAt: at('07:30'),
  })
  await createStory(db(), storyId(1), [
    { article: first },
    { article: copy, original: first, copyKind: 'identical', containment: 1 },
    { article: second },
  ])
  await createStory(db(), storyId(2), [{ article: abroad }], 'de')
  await db().transaction((tx) => refreshFacts(tx, [storyId(1), storyId(2)], at('07:40')))
  await new LinkPass({ db: db(), clock }).run(new AbortController().signal)
}

test('a story tells where and when it happened, how fast reports come, and who took whose wording', async () => {
  await createGroundedFerry()
  const text = textOf((await get(`/stories/${storyId(1)}`)).body)
  expect(text).toContain('Place Skarholm 2 reports name it')
  expect(text).toContain('First published 22 Nov 06:12')
  expect(text).toContain('First seen 22 Nov 06:12')
  expect(text).toMatch(/Independent reports [\d.]+ an hour in the last hour, .* in six hours, .* in a day/)
  expect(text).toContain('most in the hour from 22 Nov 06:12 : 2')
  expect(text).toContain('Hollin Courier report · source of the wording: out before the others')
  expect(text).toContain('100 % same as Hollin Courier, of which it took 100 %')
})

test('a story leads to the same event in other languages, and back', async () => {
  await createGroundedFerry()
  const { body } = await get(`/stories/${storyId(1)}`)
  expect(textOf(body)).toContain('In other languages')
  expect(body).toContain(`href="/stories/${storyId(2)}" lang="de"`)
  expect(textOf(body)).toMatch(/German · both name .*Skarholm/)
  expect((await get(`/stories/${storyId(2)}`)).body).toContain(`href="/stories/${storyId(1)}"`)
})

test('a story whose facts have not been made shows none of them', async () => {
  const article = await createArticle(db(), { publisher: 'Coast Post' })
  await createStory(db(), storyId(1), [{ article }])
  const text = textOf((await get(`/stories/${storyId(1)}`)).body)
  expect(text).not.toContain('First published')
  expect(text).not.toContain('In other languages')
})
