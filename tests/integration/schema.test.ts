import { describe, expect, test } from '@jest/globals'
import { ulid } from 'ulid'
import type { Queryable } from '../../src/db/database.ts'
import { AppError } from '../../src/errors.ts'
import { useDatabase } from '../support/database.ts'
import {
  addToStory,
  createArticle,
  createDelivery,
  createDigest,
  createEdition,
  createFeed,
  createLedgerEvent,
  createPoll,
  createPublisher,
  createScraped,
  createStory,
  createStoryOfOne,
  createVersion,
  sometime,
} from '../support/factories-store.ts'

const db = useDatabase()

/** What the database refuses is refused by the constraint of that name, and not by accident. */
const refused = (constraint: string) => expect.objectContaining({ details: expect.objectContaining({ constraint }) })

/** Runs statements as one transaction, for what is only checked at its end. */
const commit = (work: (tx: Queryable) => Promise<unknown>): Promise<void> =>
  db().transaction(async (tx) => {
    await work(tx)
  })

describe('articles', () => {
  test('there is one article per canonical URL', async () => {
    const row = { canonical_url: 'https://courier.example/ferry' }
    await createArticle(db(), row)
    await expect(createArticle(db(), row)).rejects.toEqual(refused('article_canonical_url_key'))
  })

  test('an imported id names one article', async () => {
    await createArticle(db(), { external_id: 'old-7' })
    await expect(createArticle(db(), { external_id: 'old-7' })).rejects.toEqual(refused('article_external_id_key'))
  })

  test('a feed carries a guid once, and two feeds may carry the same', async () => {
    const article_id = await createArticle(db())
    const [one, two] = [await createFeed(db()), await createFeed(db())]
    const carry = (feed_id: string) =>
      db().query(
        `insert into entry (feed_id, guid, article_id, url, first_seen_at) values ($1, 'g-1', $2, 'https://courier.example/f', $3)`,
        [feed_id, article_id, sometime],
      )
    await carry(one)
    await carry(two)
    await expect(carry(one)).rejects.toEqual(refused('entry_feed_guid_key'))
  })

  test.each([
    ['scraped without a time', { state: 'scraped' }, 'article_scraped_at_check'],
    ['with a time of scraping while new', { scraped_at: sometime }, 'article_scraped_at_check'],
    ['given up without a reason', { state: 'failed', state_code: 'HTTP_500' }, 'article_state_has_reason'],
    ['in an unknown state', { state: 'lost', state_code: 'X', state_reason: 'x' }, 'article_state_check'],
    ['clustered before it is scraped', { clustered_at: sometime }, 'article_clustered_is_scraped'],
    ['of the future', { event_at: new Date(sometime.getTime() + 1) }, 'article_event_at_check'],
  ])('no article is %s', async (_what, row, constraint) => {
    await expect(createArticle(db(), row)).rejects.toEqual(refused(constraint))
  })

  test('a version is never changed, and its number is taken once', async () => {
    const article_id = await createScraped(db())
    await expect(db().query(`update version set text = 'other'`)).rejects.toEqual(refused('version_immutable'))
    await expect(createVersion(db(), { article_id })).rejects.toEqual(refused('version_article_number_key'))
  })

  test('a finished poll has an outcome, and a failed one a reason and a weight', async () => {
    const id = await createPoll(db())
    const finish = (outcome: string | null, fault: string | null = null) =>
      db().query('update poll set finished_at = $2, outcome = $3, fault = $4 where id = $1', [
        id,
        sometime,
        outcome,
        fault,
      ])
    await expect(finish(null)).rejects.toEqual(refused('poll_finished_has_outcome'))
    await expect(finish('failed')).rejects.toEqual(refused('poll_failed_has_fault'))
    await expect(finish('read', 'soft')).rejects.toEqual(refused('poll_failed_has_fault'))
    await expect(finish('failed', 'soft')).rejects.toEqual(refused('poll_failed_has_reason'))
    await finish('read')
  })

  test.each([
    ['paused without a reason', { state: 'paused' }, 'feed_paused_has_reason'],
    ['moved nowhere', { moved_times: 1 }, 'feed_moved_check'],
    ['of failures that weigh less than nothing', { failure_score: -1 }, 'feed_failure_score_check'],
  ])('no feed is %s', async (_what, row, constraint) => {
    await expect(createFeed(db(), row)).rejects.toEqual(refused(constraint))
  })

  test('an entry of an article has an address', async () => {
    const article_id = await createArticle(db())
    const entry = [await createFeed(db()), article_id, sometime]
    const insert = `insert into entry (feed_id, guid, article_id, first_seen_at) values ($1, 'g-1', $2, $3)`
    await expect(db().query(insert, entry)).rejects.toEqual(refused('entry_article_has_url'))
  })

  test('robots.txt is ignored for a reason only', async () => {
    await expect(createPublisher(db(), { robots_policy: 'ignore' })).rejects.toEqual(
      refused('publisher_robots_ignored_has_reason'),
    )
  })
})

describe('stories', () => {
  test('an article is in one story at most', async () => {
    const { articleId } = await createStoryOfOne(db())
    const other = await createStoryOfOne(db())
    await expect(addToStory(db(), other.storyId, articleId)).rejects.toEqual(refused('story_article_pkey'))
  })

  test('at the end of a transaction an article marked as clustered is in a story', async () => {
    const articleId = await createScraped(db())
    const mark = (tx: Queryable) =>
      tx.query('update article set clustered_at = $2 where id = $1', [articleId, sometime])
    await expect(commit(mark)).rejects.toEqual(refused('article_clustered_has_story'))

    await commit(async (tx) => {
      await mark(tx)
      const storyId = await createStory(tx, { lead_article_id: articleId })
      await addToStory(tx, storyId, articleId)
    })
    await expect(db().query('delete from story_article')).rejects.toEqual(refused('article_clustered_has_story'))
  })

  test('a membership cannot be handed to another article and leave the first without a story', async () => {
    const { articleId, storyId } = await createStoryOfOne(db())
    await db().query('update article set clustered_at = $2 where id = $1', [articleId, sometime])
    const other = await createScraped(db())
    const ledgerId = await createLedgerEvent(db(), { story_id: storyId, article_id: other })
    const handOver = db().query('update story_article set article_id = $1, ledger_id = $2', [other, ledgerId])
    await expect(handOver).rejects.toEqual(refused('article_clustered_has_story'))
  })

  test('the original of a copy is in the same story', async () => {
    const { articleId } = await createStoryOfOne(db())
    const other = await createStoryOfOne(db())
    const copy = await createScraped(db())
    const place = addToStory(db(), other.storyId, copy, { original_id: articleId, copy_kind: 'identical' })
    await expect(place).rejects.toEqual(refused('story_article_original_fkey'))
  })

  test('an original is never itself a copy', async () => {
    const { articleId: original, storyId } = await createStoryOfOne(db())
    const [copy, copyOfCopy] = [await createScraped(db()), await createScraped(db())]
    await addToStory(db(), storyId, copy, { original_id: original, copy_kind: 'cut', containment: 0.8 })

    const second = addToStory(db(), storyId, copyOfCopy, { original_id: copy, copy_kind: 'cut' })
    await expect(second).rejects.toEqual(refused('story_article_original_is_original'))
    const turnedRound = db().query(
      `update story_article set original_id = $2, copy_kind = 'cut' where article_id = $1`,
      [original, copy],
    )
    await expect(turnedRound).rejects.toEqual(refused('story_article_original_is_original'))
  })

  test.each([
    ['copies itself', { self: true, copy_kind: 'cut' }, 'story_article_original_check'],
    ['names an original and no kind of copy', { original: true }, 'story_article_copy_check'],
    ['names a kind of copy and no original', { copy_kind: 'cut' }, 'story_article_copy_check'],
    ['is a copy of an unknown kind', { original: true, copy_kind: 'stolen' }, 'story_article_copy_kind_check'],
    [
      'contains more than all of its original',
      { original: true, copy_kind: 'cut', containment: 1.01 },
      'story_article_containment_check',
    ],
  ])('no membership %s', async (_what, { self, original, ...row }: Record<string, unknown>, constraint) => {
    const { articleId, storyId } = await createStoryOfOne(db())
    const id = await createScraped(db())
    const original_id = self ? id : original ? articleId : null
    await expect(addToStory(db(), storyId, id, { ...row, original_id })).rejects.toEqual(refused(constraint))
  })

  test('a membership has a ledger event of its own story and article', async () => {
    const { articleId, storyId } = await createStoryOfOne(db())
    const id = await createScraped(db())
    const place = (ledger_id: string) => addToStory(db(), storyId, id, { ledger_id })
    await expect(place('4711')).rejects.toEqual(refused('story_article_ledger_fkey'))
    const ofAnother = await createLedgerEvent(db(), { story_id: storyId, article_id: articleId })
    await expect(place(ofAnother)).rejects.toEqual(refused('story_article_ledger_fkey'))
    const ofNone = await createLedgerEvent(db(), { story_id: storyId })
    await expect(place(ofNone)).rejects.toEqual(refused('story_article_ledger_fkey'))
  })

  test('the ledger is append-only', async () => {
    await createStoryOfOne(db())
    await expect(db().query(`update ledger set reason = 'better'`)).rejects.toEqual(refused('ledger_append_only'))
    await expect(db().query('delete from ledger')).rejects.toEqual(refused('ledger_append_only'))
    const { storyId } = await createStoryOfOne(db())
    await expect(createLedgerEvent(db(), { story_id: storyId, event: 'vanished' })).rejects.toEqual(
      refused('ledger_event_check'),
    )
  })

  test.each([
    ['a number', '17'],
    ['a UUID', '0190a7f2-1f0e-7c7e-9a58-3f1d2c4b5a69'],
    ['a ULID in lower case', ulid(sometime.getTime()).toLowerCase()],
    ['a ULID with letters that Crockford left out', `${ulid(sometime.getTime()).slice(0, 25)}U`],
    ['a ULID too long', `${ulid(sometime.getTime())}0`],
  ])('a story id is a ULID and not %s', async (_what, id) => {
    const lead_article_id = await createScraped(db())
    await expect(createStory(db(), { id, lead_article_id })).rejects.toEqual(refused('story_id_check'))
  })

  test('a story id is never used again', async () => {
    const { storyId, articleId } = await createStoryOfOne(db())
    await expect(createStory(db(), { id: storyId, lead_article_id: articleId })).rejects.toEqual(refused('story_pkey'))
    await db().query('delete from story_article')
    await expect(db().query('delete from story where id = $1', [storyId])).rejects.toEqual(
      refused('ledger_story_id_fkey'),
    )
  })

  test('a merged story names another story that exists, and when it was merged', async () => {
    const { storyId } = await createStoryOfOne(db())
    const merge = (into: string | null, at: Date | null) =>
      db().query('update story set merged_into = $2, merged_at = $3 where id = $1', [storyId, into, at])
    await expect(merge(storyId, sometime)).rejects.toEqual(refused('story_successor_check'))
    await expect(merge(ulid(), sometime)).rejects.toEqual(refused('story_merged_into_fkey'))
    const { storyId: successor } = await createStoryOfOne(db())
    await expect(merge(successor, null)).rejects.toEqual(refused('story_merged_check'))
    await expect(merge(null, sometime)).rejects.toEqual(refused('story_merged_check'))
  })

  test('a story that was merged away takes no articles', async () => {
    const [old, successor] = [await createStoryOfOne(db()), await createStoryOfOne(db())]
    await db().query('delete from story_article where story_id = $1', [old.storyId])
    await db().query('update story set merged_into = $2, merged_at = $3 where id = $1', [
      old.storyId,
      successor.storyId,
      sometime,
    ])
    const late = await createScraped(db())
    await expect(addToStory(db(), old.storyId, late)).rejects.toEqual(refused('story_article_story_is_open'))
  })
})

describe('digests', () => {
  test('a digest has one edition a date', async () => {
    const digest_id = await createDigest(db())
    await createEdition(db(), { digest_id })
    await createEdition(db(), { digest_id, local_date: '2026-03-03' })
    await expect(createEdition(db(), { digest_id })).rejects.toEqual(refused('edition_digest_date_key'))
  })

  test.each([
    ['content', `content = '{"stories":[]}'`],
    ['hash', `content_hash = repeat('b', 64)`],
    ['date', `local_date = '2026-03-04'`],
    ['hash, even to itself,', `content_hash = content_hash`],
  ])('the %s of an edition is never changed', async (_what, assignment) => {
    await createEdition(db())
    await expect(db().query(`update edition set ${assignment}`)).rejects.toEqual(refused('edition_frozen'))
  })

  test('an edition holds a story once, at one rank', async () => {
    const edition_id = await createEdition(db())
    const [one, two] = [await createStoryOfOne(db()), await createStoryOfOne(db())]
    const rank = (at: number, storyId: string) =>
      db().query(`insert into edition_story (edition_id, rank, story_id, components) values ($1, $2, $3, '{}')`, [
        edition_id,
        at,
        storyId,
      ])
    await rank(1, one.storyId)
    await expect(rank(1, two.storyId)).rejects.toEqual(refused('edition_story_pkey'))
    await expect(rank(2, one.storyId)).rejects.toEqual(refused('edition_story_story_key'))
    await expect(rank(0, two.storyId)).rejects.toEqual(refused('edition_story_rank_check'))
  })

  describe('sentences', () => {
    // 🚢 is one code point and two UTF-16 units; ǿ here is o, stroke and accent: three code points.
    const text = '🚢🚢 Fog. The ferry to Ostrel is late, o\u0338\u0301ne crew says 👩‍✈️.\n\nTen wait.'
    const spanOf = (part: string) => {
      const start = [...text.slice(0, text.indexOf(part))].length
      return { start, end: start + [...part].length }
    }
    const prepare = async () => {
      const { articleId, storyId } = await createStoryOfOne(db())
      const versionId = await createVersion(db(), { article_id: articleId, number: 2, text })
      const editionId = await createEdition(db())
      await db().query(`insert into edition_story (edition_id, rank, story_id, components) values ($1, 1, $2, '{}')`, [
        editionId,
        storyId,
      ])
      return (sentence: string, { start, end }: { start: number; end: number }) =>
        db().query(
          `insert into edition_sentence (edition_id, rank, position, text, version_id, span_start, span_end)
           values ($1, 1, (select count(*) + 1 from edition_sentence), $2, $3, $4, $5)`,
          [editionId, sentence, versionId, start, end],
        )
    }

    test('a sentence that is the text of its span is taken, behind and with astral characters', async () => {
      const tell = await prepare()
      for (const part of ['🚢🚢 Fog.', 'The ferry to Ostrel is late', '👩‍✈️.', 'Ten wait.', text]) {
        await tell(part, spanOf(part))
      }
      expect(await db().query('select count(*)::int as n from edition_sentence')).toEqual([{ n: 5 }])
    })

    test.each([
      ['other words', 'The ferry to Ostrel is gone', spanOf('The ferry to Ostrel is late')],
      ['other case', 'the ferry to Ostrel is late', spanOf('The ferry to Ostrel is late')],
      ['an end one code point short', 'Ten wait.', { start: spanOf('Ten').start, end: spanOf('Ten wait.').end - 1 }],
      [
        'a span counted in UTF-16 units',
        'Ten wait.',
        { start: text.indexOf('Ten'), end: text.indexOf('Ten') + 'Ten wait.'.length },
      ],
      ['a span beyond the end', 'Ten wait.', { start: spanOf('Ten').start, end: spanOf('Ten wait.').end + 1 }],
      ['a span before the beginning', '🚢🚢', { start: -2, end: 2 }],
      ['a span that is turned round', '', { start: 4, end: 2 }],
      ['a span behind the end', 'Ten', { start: 5000, end: 5003 }],
    ])('a sentence with %s is refused', async (_what, sentence, span) => {
      const tell = await prepare()
      await expect(tell(sentence, span)).rejects.toEqual(refused('edition_sentence_is_its_span'))
    })

    test('a sentence has at least one character', async () => {
      const tell = await prepare()
      await expect(tell('', { start: 3, end: 3 })).rejects.toEqual(refused('edition_sentence_span_check'))
    })
  })

  test('the stories, sentences and supports of an edition are frozen with it', async () => {
    const { articleId, storyId } = await createStoryOfOne(db())
    const editionId = await createEdition(db())
    await db().query(`insert into edition_story (edition_id, rank, story_id, components) values ($1, 1, $2, '{}')`, [
      editionId,
      storyId,
    ])
    await db().query(
      `insert into edition_sentence (edition_id, rank, position, text, version_id, span_start, span_end)
       select $1, 1, 1, text, id, 0, char_length(text) from version where article_id = $2`,
      [editionId, articleId],
    )
    await db().query('insert into edition_support (sentence_id, article_id) select id, $1 from edition_sentence', [
      articleId,
    ])
    for (const [table, column] of [
      ['edition_support', 'article_id'],
      ['edition_sentence', 'position'],
      ['edition_story', 'rank'],
    ] as const) {
      const change = db().query(`update ${table} set ${column} = ${column} + 1`)
      await expect(change).rejects.toEqual(refused(`${table}_frozen`))
      await expect(db().query(`delete from ${table}`)).rejects.toEqual(refused(`${table}_frozen`))
    }
    await expect(db().query('delete from edition')).rejects.toEqual(refused('edition_frozen'))
  })
})

describe('deliveries', () => {
  const states = ['pending', 'sending', 'sent', 'uncertain', 'failed', 'suppressed'] as const
  type State = (typeof states)[number]

  const move = (id: string, to: string) => db().query('update delivery set state = $2 where id = $1', [id, to])

  const createIn = async (state: State): Promise<string> => {
    const id = await createDelivery(db())
    if (state !== 'pending') await move(id, 'sending')
    if (state !== 'pending' && state !== 'sending') await move(id, state)
    return id
  }

  /** Tries a change of state: null when it was made, else the constraint that refused it. */
  const refusalOf = (change: Promise<unknown>): Promise<unknown> =>
    change.then(
      () => null,
      (error: unknown) => (error instanceof AppError ? error.details['constraint'] : error),
    )

  test('go from pending to sending to an end, may be suppressed on the way, and never go back', async () => {
    const refusals: unknown[] = []
    const taken: string[] = []
    for (const from of states) {
      for (const to of states.filter((state) => state !== from)) {
        const refusal = await refusalOf(move(await createIn(from), to))
        if (refusal === null) taken.push(`${from} > ${to}`)
        else refusals.push(refusal)
      }
    }
    expect(taken).toEqual([
      'pending > sending',
      'pending > suppressed',
      'sending > sent',
      'sending > uncertain',
      'sending > failed',
      'sending > suppressed',
    ])
    expect(refusals).toEqual(Array.from({ length: 24 }, () => 'delivery_state_order'))
  })

  test('may be told again what they are', async () => {
    for (const state of states) await move(await createIn(state), state)
    expect(await db().query('select state from delivery order by id')).toEqual(states.map((state) => ({ state })))
  })

  test('begin as pending, and know no other states', async () => {
    for (const state of [...states.slice(1), 'bounced']) {
      expect(await refusalOf(createDelivery(db(), { state }))).toBe('delivery_state_order')
    }
    expect(await refusalOf(move(await createDelivery(db()), 'bounced'))).toBe('delivery_state_order')
  })

  test('an edition goes to a subscriber once', async () => {
    const id = await createDelivery(db())
    const [row] = await db().query<{ edition_id: string; subscriber_id: string }>(
      'select edition_id, subscriber_id from delivery where id = $1',
      [id],
    )
    await expect(createDelivery(db(), { ...row })).rejects.toEqual(refused('delivery_edition_subscriber_key'))
  })
})
