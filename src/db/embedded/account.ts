import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { AppError } from '../../errors.ts'

/** The user of the operating system that the server runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
  /** This process runs as that user already. */
  readonly isSelf: boolean
}

/** Tried in this order when the process is root, which Postgres refuses to be. Both come with the system. */
const STAND_INS = ['postgres', 'nobody'] as const

/**
 * Nothing of the caller's environment reaches the server: a PGPORT or PGDATA would change what it does. With TZ,
 * initdb writes UTC into the new cluster.
 */
export const SERVER_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

const run = promisify(execFile)

/**
 * Who the server has to run as: this process' own user; for root, the owner of an existing cluster, else a stand-in.
 * @throws AppError EMBEDDED_UNSUPPORTED when root finds no stand-in on this machine.
 */
export async function serverAccount(clusterOwner: { uid: number; gid: number } | null): Promise<Account> {
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (self.uid !== 0) return { ...self, isSelf: true }
  if (clusterOwner && clusterOwner.uid !== 0) return { ...clusterOwner, isSelf: false }
  for (const name of STAND_INS) {
    const found = await lookUp(name)
    if (found) return found
  }
  throw new AppError(
    'EMBEDDED_UNSUPPORTED',
    `Postgres does not run as root, and this machine has no user ${STAND_INS.join(' or ')}: ` +
      'run as an ordinary user, or set DATABASE_URL to a Postgres server',
    { disposition: 'discard' },
  )
}

/** The identity for `spawn`; it drops every supplementary group with it. */
export const identityOf = ({ uid, gid, isSelf }: Account): { uid?: number; gid?: number } =>
  isSelf ? {} : { uid, gid }

export type Outcome = { readonly ok: true; readonly output: string } | { readonly ok: false; readonly reason: string }

/** Runs a program to its end as the account. Never throws: `reason` is what it wrote, or why it could not start. */
export async function runAs(account: Account, program: string, args: readonly string[]): Promise<Outcome> {
  try {
    const { stdout } = await run(program, args, { ...identityOf(account), cwd: '/', env: SERVER_ENVIRONMENT })
    return { ok: true, output: stdout }
  } catch (error) {
    const { stderr, message, code } = error as Error & { stderr?: string; code?: string | number }
    const written = stderr?.trim() ?? ''
    return { ok: false, reason: written === '' ? `${message.trim()} (${code ?? 'no code'})` : written }
  }
}

/** Whether the account may enter the directory, tried instead of computed: access lists and mounts count too. */
export async function canEnter(account: Account, directory: string): Promise<boolean> {
  if (account.isSelf) return true
  return (await runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory])).ok
}

async function lookUp(name: string): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout), isSelf: false }
  } catch {
    return null
  }
}
