import { describe, expect, test } from '@jest/globals'
import { LinkPass } from '../../src/stories/linked-pass.ts'
import { forgetLinks, hasUnlinked, listLinkedStories } from '../../src/stories/repository-links.ts'
import { linkStoriesWorker } from '../../workers/link-stories.ts'
import { useDatabase } from '../support/database.ts'
import { at, createArticle, createStory, storyId } from '../support/factories.ts'
import { setClock } from '../support/set-clock.ts'

const db = useDatabase()
const clock = setClock('2026-11-22T12:00:00Z')
const never = new AbortController().signal
const search = (pass = new LinkPass({ db: db(), clock })): Promise<number> => pass.run(never)

const told = {
  en: {
    title: 'Ferry Ostrelia runs aground off Skarholm',
    text: 'The ferry Ostrelia with 1,340 passengers ran aground near Skarholm in Sweden, said captain Henrik Vallgren.',
  },
  de: {
    title: 'Fähre Ostrelia vor Skarholm auf Grund gelaufen',
    text: 'Die Fähre Ostrelia mit 1.340 Passagieren lief vor Skarholm in Schweden auf Grund, sagte Kapitän Henrik Vallgren.',
  },
}

async function createTold(n: number, language: 'en' | 'de', publisher: string, clockTime = '06:00') {
  const article = await createArticle(db(), { ...told[language], language, publisher, eventAt: at(clockTime) })
  await createStory(db(), storyId(n), [{ article }], language)
  return article
}

const linkedWith = async (n: number) => (await listLinkedStories(db(), storyId(n))).map((story) => story.storyId)

/** As the lane does: the articles move, the old story names its successor. */
async function merge(from: number, into: number): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.query(
      `insert into ledger (story_id, article_id, event, at, actor, reason)
       select $2, article_id, 'joined', $3, 'Ida Holm', 'merge' from story_article where story_id = $1`,
      [storyId(from), storyId(into), clock.now()],
    )
    await tx.query(
      `update story_article set story_id = $2, ledger_id = ledger.id from ledger
        where story_article.story_id = $1 and ledger.story_id = $2 and ledger.article_id = story_article.article_id`,
      [storyId(from), storyId(into)],
    )
    await tx.query('update story set merged_into = $2, merged_at = $3 where id = $1', [
      storyId(from),
      storyId(into),
      clock.now(),
    ])
  })
}

describe('the search for links', () => {
  test('links stories both ways with what they share', async () => {
    await createTold(1, 'en', 'Hollin Courier')
    await createTold(2, 'de', 'Tarner Bote')
    expect(await search()).toBe(2)
    const [linked] = await listLinkedStories(db(), storyId(1))
    expect(linked).toMatchObject({ storyId: storyId(2), language: 'de', headline: told.de.title })
    expect(linked?.evidence).toMatchObject({ countries: ['SE'], figures: ['1340'] })
    expect(await linkedWith(2)).toEqual([storyId(1)])
  })

  test('compares each article once, whichever process does it and however often', async () => {
    await createTold(1, 'en', 'Hollin Courier')
    const pass = new LinkPass({ db: db(), clock })
    expect(await search(pass)).toBe(1)
    expect(await search(pass)).toBe(0)
    await createTold(2, 'de', 'Tarner Bote')
    expect(await search()).toBe(1)
    expect(await search(pass)).toBe(0)
    expect(await linkedWith(1)).toEqual([storyId(2)])
  })

  test('finds nothing new and loses nothing when it is done again from the start', async () => {
    await createTold(1, 'en', 'Hollin Courier')
    await createTold(2, 'de', 'Tarner Bote')
    await search()
    const before = await listLinkedStories(db(), storyId(1))
    await db().transaction((tx) => forgetLinks(tx))
    expect(await linkedWith(1)).toEqual([])
    expect(await search()).toBe(2)
    expect(await listLinkedStories(db(), storyId(1))).toEqual(before)
  })

  test('that runs twice as a job leaves the same state', async () => {
    await createTold(1, 'en', 'Hollin Courier')
    await createTold(2, 'de', 'Tarner Bote')
    const links = new LinkPass({ db: db(), clock })
    const run = () => linkStoriesWorker.run({}, { links }, never)
    const stored = () => db().query('select * from story_link, link_pass')
    expect(await hasUnlinked(db())).toBe(true)
    await run()
    const once = await stored()
    expect(once).toHaveLength(1)
    await run()
    expect(await stored()).toEqual(once)
    expect(await hasUnlinked(db())).toBe(false)
  })

  test('two processes at once search one after the other', async () => {
    await createTold(1, 'en', 'Hollin Courier')
    await createTold(2, 'de', 'Tarner Bote')
    const counts = await Promise.all([search(), search()])
    expect(counts.sort()).toEqual([0, 2])
    expect(await linkedWith(1)).toEqual([storyId(2)])
  })

  test('a link follows its articles into the story that answers for them', async () => {
    await createTold(1, 'en', 'Hollin Courier')
    await createTold(2, 'de', 'Tarner Bote')
    await createTold(3, 'de', 'Fenner Blatt', '09:00')
    const pass = new LinkPass({ db: db(), clock })
    await search(pass)
    expect((await linkedWith(1)).toSorted()).toEqual([storyId(2), storyId(3)])
    await merge(2, 3)
    expect(await linkedWith(1)).toEqual([storyId(3)])
    expect(await linkedWith(2)).toEqual([])
    await createTold(4, 'en', 'Moor Post', '09:30')
    await search(pass)
    expect(await linkedWith(4)).toEqual([storyId(3)])
  })
})
