import SMTPConnection from 'nodemailer/lib/smtp-connection'

export interface SmtpServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly isSecure: boolean
  /** Refuses a server that does not offer STARTTLS. */
  readonly requiresTls: boolean
  readonly user: string | null
  readonly password: string | null
  /** Own name in EHLO. */
  readonly name: string
  /** Milliseconds without a word from the server after which a conversation is given up. */
  readonly timeoutMs: number
  /** PEM of the authorities that the server's certificate must come from; null for the usual ones. */
  readonly authority: string | null
}

/** A conversation with the server, signed in and ready for mails. */
export interface ServerConnection {
  readonly connection: SMTPConnection
  /** Sent over it so far. */
  mails: number
}

export interface SmtpConnections {
  take(): Promise<ServerConnection | { readonly failure: Error }>
  /** Keeps a connection for the next mail, or ends it where it is not fit. */
  giveBack(server: ServerConnection, isFit: boolean): void
  close(): Promise<void>
}

/** Servers count mails a connection, and end one after some hundred. */
const MAILS_A_CONNECTION = 100
/** Below the 5 minutes that a server must wait for the next command (RFC 5321 4.5.3.2.7). */
const IDLE_MS = 30_000
/** Longer than QUIT takes to be answered. */
const QUIT_MS = 2_000

/** Connections to one server, opened when asked for and kept while they are used. */
export function smtpConnections(server: SmtpServer): SmtpConnections {
  const idle: { server: ServerConnection; timer: NodeJS.Timeout }[] = []
  const ending = new Set<Promise<void>>()
  let isClosed = false

  const end = ({ connection }: ServerConnection) => {
    const ended = quit(connection).finally(() => ending.delete(ended))
    ending.add(ended)
  }
  return {
    async take() {
      const kept = idle.pop()
      if (!kept) return open(server)
      clearTimeout(kept.timer)
      return kept.server
    },
    giveBack(used, isFit) {
      if (!isFit)
        used.connection.close() // no QUIT: half a body may stand in the line
      else if (isClosed || used.mails >= MAILS_A_CONNECTION) end(used)
      else {
        const entry = {
          server: used,
          timer: setTimeout(() => idle.splice(idle.indexOf(entry), 1).forEach((one) => end(one.server)), IDLE_MS),
        }
        idle.push(entry)
      }
    },
    async close() {
      isClosed = true
      for (const { server: used, timer } of idle.splice(0)) {
        clearTimeout(timer)
        end(used)
      }
      await Promise.all(ending)
    },
  }
}

function open(server: SmtpServer): Promise<ServerConnection | { readonly failure: Error }> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    requireTLS: server.requiresTls,
    name: server.name,
    connectionTimeout: server.timeoutMs,
    greetingTimeout: server.timeoutMs,
    socketTimeout: server.timeoutMs,
    ...(server.authority === null ? {} : { tls: { ca: server.authority } }),
  })
  return new Promise((resolve) => {
    const fail = (failure: Error) => {
      connection.close()
      resolve({ failure })
    }
    // Later failures reach the mail in flight by itself; without a listener they would end the process.
    connection.on('error', fail)
    connection.connect((failure) => {
      if (failure) fail(failure)
      else if (server.user === null) resolve({ connection, mails: 0 })
      else
        signIn(connection, server.user, server.password ?? '', (refusal) =>
          refusal ? fail(refusal) : resolve({ connection, mails: 0 }),
        )
    })
  })
}

function signIn(connection: SMTPConnection, user: string, pass: string, done: (refusal: Error | null) => void): void {
  connection.login({ user, pass, credentials: { user, pass } }, (refusal) => done(refusal))
}

function quit(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      connection.close()
      resolve()
    }, QUIT_MS)
    connection.once('end', () => {
      clearTimeout(late)
      resolve()
    })
    connection.quit()
  })
}
