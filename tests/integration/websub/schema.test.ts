import { describe, expect, test } from '@jest/globals'
import { useDatabase } from '../../support/database.ts'
import { createFeed, sometime } from '../../support/factories-store.ts'
import { newToken } from '../../support/websub.ts'

const db = useDatabase()

type Row = Readonly<Record<string, unknown>>

async function insert(row: Row, feed_id?: string): Promise<void> {
  const whole: Row = {
    feed_id: feed_id ?? (await createFeed(db())),
    hub_url: 'https://hub.example/',
    topic_url: 'https://courier.example/feed',
    token: newToken(),
    ask_at: sometime,
    ...row,
  }
  const names = Object.keys(whole)
  const places = names.map((_name, index) => `$${index + 1}`)
  await db().query(
    `insert into websub_subscription (${names.join(', ')}) values (${places.join(', ')})`,
    Object.values(whole),
  )
}

const refused = (constraint: string) => expect.objectContaining({ details: expect.objectContaining({ constraint }) })
const later = new Date(sometime.getTime() + 3_600_000)
const requested = { state: 'requested', requested_at: sometime }
const active = { ...requested, state: 'active', verified_at: sometime, lease_until: later }

describe('a subscription', () => {
  test.each([
    ['wanted', {}],
    ['requested', requested],
    ['active', active],
    ['refused', { ...requested, state: 'refused', reason: 'not for you' }],
    ['failed', { ...requested, state: 'failed', reason: 'it answered 400' }],
  ])('may be %s', async (_state, row) => {
    await insert(row)
    expect(await db().query('select from websub_subscription')).toHaveLength(1)
  })

  test.each([
    ['in an unknown state', { ...requested, state: 'lost' }, 'websub_state_check'],
    ['requested at no time', { state: 'requested' }, 'websub_wanted_is_not_requested'],
    ['wanted after a request', { requested_at: sometime }, 'websub_wanted_is_not_requested'],
    ['active without a lease', { ...active, lease_until: null }, 'websub_active_has_lease'],
    ['requested with a lease', { ...active, state: 'requested' }, 'websub_active_has_lease'],
    ['active without a verification', { ...active, verified_at: null }, 'websub_lease_is_verified'],
    ['active with a lease of no length', { ...active, lease_until: sometime }, 'websub_lease_is_verified'],
    ['refused without a reason', { ...requested, state: 'refused' }, 'websub_refusal_has_reason'],
    ['failed without a reason', { ...requested, state: 'failed' }, 'websub_refusal_has_reason'],
    ['at a hub that is no web address', { hub_url: 'ftp://hub.example/' }, 'websub_hub_url_check'],
    ['of a topic that is no web address', { topic_url: 'urn:feed' }, 'websub_topic_url_check'],
    ['with a token that can be guessed', { token: 'feed-1' }, 'websub_token_check'],
    ['with a token that an address cannot hold', { token: 'a token with blanks in it' }, 'websub_token_check'],
    ['with a secret that can be guessed', { secret: 'hush' }, 'websub_secret_check'],
    ['pushed at no time', { ...requested, pushes: 1 }, 'websub_push_has_time'],
    ['pushed never, but at a time', { ...requested, last_push_at: sometime }, 'websub_push_has_time'],
    ['asked for less than never', { attempts: -1 }, 'websub_attempts_check'],
    ['pushed less than never', { ...requested, pushes: -1, last_push_at: sometime }, 'websub_pushes_check'],
  ])('is never %s', async (_what, row, constraint) => {
    await expect(insert(row)).rejects.toEqual(refused(constraint))
  })

  test('is one of each feed, with a token of its own, and goes with its feed', async () => {
    const feed_id = await createFeed(db())
    const token = newToken()
    await insert({ token }, feed_id)
    await expect(insert({}, feed_id)).rejects.toEqual(refused('websub_subscription_pkey'))
    await expect(insert({ token })).rejects.toEqual(refused('websub_token_key'))
    await db().query('delete from feed where id = $1', [feed_id])
    expect(await db().query('select from websub_subscription')).toEqual([])
  })
})
