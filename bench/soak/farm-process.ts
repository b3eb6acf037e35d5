import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { FarmedFeed, FarmOrders, FromFarm, ToFarm } from './farm-messages.ts'
import type { FarmRecord } from './farm-record.ts'

/** The farm as its parent sees it. */
export interface Farm {
  readonly origins: readonly string[]
  readonly feeds: readonly FarmedFeed[]
  /** From then on its feeds stay as they are. */
  stopPublishing(): void
  record(): Promise<FarmRecord>
  stop(): Promise<void>
}

/** Starts the farm in a process of its own, so that its work is not counted as Wirefold's. */
export async function startFarm(orders: FarmOrders): Promise<Farm> {
  const program = new URL('./farm.js', import.meta.url)
  const child = fork(program, [JSON.stringify(orders)], { serialization: 'advanced' })
  const ended = once(child, 'exit')
  const send = (message: ToFarm) => child.send(message)
  const next = async <Kind extends FromFarm['kind']>(kind: Kind): Promise<Extract<FromFarm, { kind: Kind }>> => {
    const answer = await Promise.race([once(child, 'message'), ended.then(() => [])])
    const [message] = answer as readonly FromFarm[]
    if (message?.kind !== kind) throw new Error(`the farm ended instead of saying "${kind}"`)
    return message as Extract<FromFarm, { kind: Kind }>
  }
  const { origins, feeds } = await next('ready')
  return {
    origins,
    feeds,
    stopPublishing: () => send({ kind: 'stop publishing' }),
    async record() {
      const answer = next('record')
      send({ kind: 'report' })
      return (await answer).record
    },
    async stop() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
