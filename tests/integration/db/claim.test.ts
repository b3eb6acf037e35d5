import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { claim } from '../../../src/db/embedded/claim.ts'
import { claimDataDir } from '../../../src/db/embedded/data-directory.ts'
import { ended, useWorkshop } from './processes.ts'

const workshop = useWorkshop()
const dataDir = () => join(workshop.directory(), 'data')
const claims = () => readdirSync(join(dataDir(), 'locks', 'up'))

describe('the claim on a data directory', () => {
  test('is refused to a second process, with the number of the first', async () => {
    const first = await claimDataDir(dataDir())
    const second = await workshop.starter({ claim: true, start: { dataDir: dataDir() } })
    expect(second.answer.code).toBe('DATA_DIR_IN_USE')
    expect(second.answer.message).toContain(`used by process ${process.pid}`)
    await first.release()
  })

  test('is free after its release', async () => {
    const first = await claimDataDir(dataDir())
    await expect(claimDataDir(dataDir())).rejects.toMatchObject({
      code: 'DATA_DIR_IN_USE',
      details: { pid: process.pid },
    })
    await first.release()
    await (await claimDataDir(dataDir())).release()
    expect(claims()).toHaveLength(1)
  })

  test('of a killed process is taken over', async () => {
    const killed = await workshop.starter({ claim: true, start: { dataDir: dataDir() } })
    await expect(claimDataDir(dataDir())).rejects.toMatchObject({ details: { pid: killed.pid } })
    killed.kill('SIGKILL')
    await ended(killed.pid)
    await (await claimDataDir(dataDir())).release()
  })

  test('is not held up by a later process with the number of the dead owner', async () => {
    const first = await claimDataDir(dataDir())
    await first.release()
    const reused = JSON.stringify({ pid: process.pid, start: 'in another life' })
    await writeFile(join(dataDir(), 'locks', 'up', claims()[0] ?? ''), reused)
    await (await claimDataDir(dataDir())).release()
  })

  test('that cannot be read holds nobody up', async () => {
    const first = await claimDataDir(dataDir())
    await writeFile(join(dataDir(), 'locks', 'up', claims()[0] ?? ''), '')
    await (await claimDataDir(dataDir())).release()
    await first.release()
  })

  test('goes to one of many that take over at once', async () => {
    const directory = join(dataDir(), 'locks', 'up')
    for (let round = 0; round < 20; round += 1) {
      const results = await Promise.all(Array.from({ length: 8 }, () => claim(directory)))
      const holders = results.filter((result) => 'release' in result)
      expect(holders).toHaveLength(1)
      await holders[0]?.release()
    }
  })
})
