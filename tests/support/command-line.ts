import { PassThrough, Writable } from 'node:stream'
import { runCommandLine } from '../../src/cli/program.ts'

/** Runs a command in the test's own process, with these settings and none of the machine's. */
export async function runInProcess(args: readonly string[], env: Readonly<Record<string, string>>) {
  const [output, errors] = [collector(), collector()]
  const code = await runCommandLine(['node', 'wirefold', ...args], env, {
    input: new PassThrough().end(),
    output,
    errors,
    onSignal: () => undefined,
  })
  return { code, output: output.text(), errors: errors.text() }
}

function collector(): Writable & { text(): string } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() })
}
