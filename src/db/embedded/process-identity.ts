import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Position of `starttime` in /proc/PID/stat behind the program's name, which may hold anything; see proc(5). */
const START_TIME_FIELD = 19

/** Whether any process has this number, of whatever user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When the process began, as a text to compare: with the number it tells a process from a later one that was given
 * the same number. Null when it does not run, or when the system does not say.
 */
export async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD] ?? null
  } catch {
    return processColumn(pid, 'lstart')
  }
}

/** The program and its arguments, as far as the system tells; empty when the process has ended. */
export async function commandLineOf(pid: number): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  } catch {
    return (await processColumn(pid, 'command')) ?? ''
  }
}

/** Systems without /proc. */
async function processColumn(pid: number, column: 'lstart' | 'command'): Promise<string | null> {
  try {
    const { stdout } = await run('ps', ['-o', `${column}=`, '-p', String(pid)])
    return stdout.trim() || null
  } catch {
    return null
  }
}
