import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { type AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as a real server took it over. */
export interface TakenMail {
  readonly from: string
  readonly to: string
  readonly raw: string
  /** Header of the mail, unfolded; null without it. */
  header(name: string): string | null
}

export interface SmtpSink {
  readonly port: number
  readonly mails: TakenMail[]
  close(): Promise<void>
}

/** A mail server in this process that takes everything over, unless `options` say otherwise. */
export async function startSmtpSink(options: SMTPServerOptions = {}): Promise<SmtpSink> {
  const mails: TakenMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    ...options,
    onData: (stream, session, done) => {
      buffer(stream).then((bytes) => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push(taken(mailFrom ? mailFrom.address : '', rcptTo[0]?.address ?? '', bytes.toString('latin1')))
        done()
      }, done)
    },
  })
  server.on('error', () => undefined) // connections that a test breaks off
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

export function taken(from: string, to: string, raw: string): TakenMail {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  return {
    from,
    to,
    raw,
    header: (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? null,
  }
}

/** Where a server misbehaves: what it does when the named command has come. `end` is the dot behind the body. */
export type Step = 'connect' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'end'

export interface FaultySink extends SmtpSink {
  /** Answers the next `times` commands of a step by `reply`: a line, `drop` to cut the line, `hang` to say nothing. */
  fault(step: Step, reply: string, times?: number): void
  readonly connections: number
}

/**
 * A mail server that speaks plainly and, told so, misbehaves at exactly one step: smtp-server closes politely where real
 * networks do not. `taken before drop` at `end` keeps the mail and then cuts the line, the case that nobody can tell apart.
 */
export async function startFaultySink(): Promise<FaultySink> {
  const mails: TakenMail[] = []
  const faults: { step: Step; reply: string; times: number }[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const faultAt = (step: Step): string | null => {
    const fault = faults.find((one) => one.step === step && one.times > 0)
    if (!fault) return null
    fault.times -= 1
    return fault.reply
  }
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    converse(socket, mails, faultAt)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    fault: (step, reply, times = 1) => void faults.push({ step, reply, times }),
    get connections() {
      return connections
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const STEPS: Readonly<Record<string, Step>> = { EHLO: 'ehlo', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' }

function converse(socket: Socket, mails: TakenMail[], faultAt: (step: Step) => string | null): void {
  let waiting = ''
  let body: string | null = null
  let [from, to] = ['', '']
  const say = (step: Step, line: string) => {
    const fault = faultAt(step)
    if (fault === 'hang') return
    if (fault?.endsWith('drop') === true) socket.destroy()
    else socket.write(`${fault ?? line}\r\n`)
  }
  const endBody = (raw: string) => {
    const fault = faultAt('end')
    if (fault === null || fault.startsWith('taken')) mails.push(taken(from, to, raw.replaceAll('\r\n..', '\r\n.')))
    if (fault === 'hang' || fault === 'taken before hang') return
    if (fault?.endsWith('drop') === true) socket.destroy()
    else socket.write(`${fault ?? '250 2.0.0 taken'}\r\n`)
  }
  const hear = (line: string) => {
    const command = line.slice(0, 4).toUpperCase()
    const step = STEPS[command]
    if (command === 'MAIL') from = /<(.*)>/.exec(line)?.[1] ?? ''
    if (command === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? ''
    if (command === 'QUIT') socket.end('221 2.0.0 bye\r\n')
    else if (command === 'DATA') {
      const fault = faultAt('data')
      if (fault === null) {
        body = ''
        socket.write('354 go on\r\n')
      } else if (fault === 'drop') socket.destroy()
      else if (fault !== 'hang') socket.write(`${fault}\r\n`)
    } else if (step) say(step, command === 'EHLO' ? '250 sink' : '250 2.1.0 fine')
    else socket.write('250 2.0.0 fine\r\n')
  }
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1')
    while (!socket.destroyed) {
      if (body !== null) {
        const fault = faultAt('body')
        if (fault === 'drop') {
          socket.destroy()
          return
        }
        const end = waiting.indexOf('\r\n.\r\n')
        if (end < 0) return
        const raw = waiting.slice(0, end + 2)
        waiting = waiting.slice(end + 5)
        body = null
        endBody(raw)
        continue
      }
      const end = waiting.indexOf('\r\n')
      if (end < 0) return
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      hear(line)
    }
  })
  say('connect', '220 sink ESMTP')
}
