import { createServer } from 'node:net'
import { AppError, messageOf } from '../errors.ts'

/** Says at once that a port is taken, before anything is made that the port is needed for. */
export async function refuseTakenPort(host: string, port: number): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, resolve)
    })
  } catch (error) {
    throw new AppError(
      'PORT_TAKEN',
      `cannot serve the pages at ${host}:${port}: ${messageOf(error)}; set WEB_PORT to a free port`,
      {
        disposition: 'discard',
        cause: error,
      },
    )
  } finally {
    server.close()
  }
}
