/** A mail server that takes everything over and keeps nothing; tells its port to the process that started it. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData: (stream, _session, done) => {
    stream.on('end', () => done()).resume()
  },
})
server.on('error', () => undefined) // the end of the bench breaks its connections off
server.listen(0, '127.0.0.1', () => process.send?.((server.server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
