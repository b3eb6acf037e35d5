import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from '@jest/globals'
import { installedPrograms } from '../../../src/db/embedded/binaries.ts'
import type { Identity } from './processes.ts'

/** Postgres' programs as npm installed them. */
export const programs = installedPrograms(`${process.platform}-${process.arch}`)

export const isRoot = process.getuid?.() === 0

/** For what only happens to root; anybody else sees the names of what was skipped. */
export const rootTest = isRoot ? test : test.skip

/** An ordinary user that may run node and read this project; null when there is none or we are ordinary ourselves. */
export const otherUser = isRoot ? firstAble(['nobody', 'postgres']) : null

/** For what needs a second user. */
export const otherUserTest = otherUser ? test : test.skip

export function identityOf(name: string): Identity | null {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString())
    return { uid: number('-u'), gid: number('-g') }
  } catch {
    return null
  }
}

function firstAble(names: readonly string[]): Identity | null {
  for (const name of names) {
    const identity = identityOf(name)
    if (identity && canRun(identity)) return identity
  }
  return null
}

function canRun(identity: Identity): boolean {
  try {
    const manifest = join(programs, '..', 'package.json')
    execFileSync(process.execPath, ['-e', 'require(process.argv[1])', manifest], {
      ...identity,
      cwd: '/',
      stdio: 'pipe',
    })
    return true
  } catch {
    return false
  }
}
