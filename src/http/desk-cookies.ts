import type { FastifyReply, FastifyRequest } from 'fastify'
import { editorName } from './desk-form.ts'

/** The name that an editor goes by, and what the desk has said last: nothing else is kept in the browser. */
const NAME = 'wirefold-editor'
const SAID = 'wirefold-said'
const YEAR_SECONDS = 31_536_000
const MOST_SAID = 600

/** Null where nobody has said who sits there. */
export function readEditor(request: FastifyRequest): string | null {
  const name = editorName.safeParse(readCookie(request, NAME))
  return name.success ? name.data : null
}

export const keepEditor = (reply: FastifyReply, name: string): void => setCookie(reply, NAME, name, YEAR_SECONDS)

/** Keeps an answer for the page that the browser is sent to. */
export const keepAnswer = (reply: FastifyReply, answer: string): void =>
  setCookie(reply, SAID, [...answer].slice(0, MOST_SAID).join(''), 60)

/** The answer to what was done before, once. */
export function takeAnswer(request: FastifyRequest, reply: FastifyReply): string | null {
  const answer = readCookie(request, SAID)
  if (answer !== undefined) setCookie(reply, SAID, '', 0)
  return answer ?? null
}

function setCookie(reply: FastifyReply, name: string, value: string, seconds: number): void {
  const cookie = `${name}=${encodeURIComponent(value)}; Path=/editions; Max-Age=${seconds}; HttpOnly; SameSite=Strict`
  void reply.header('set-cookie', cookie) // fastify adds to those that are set
}

function readCookie({ headers }: FastifyRequest, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(/; */)
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  if (value === undefined) return undefined
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined // URIError: not a value that was set here
  }
}
