#!/usr/bin/env node
// Checked before anything else is loaded: on an older Node the first import would fail with a riddle.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`wirefold needs Node 20.19 or newer, and this is ${process.versions.node}\n`)
  process.exit(1)
}
// Who reads has seen enough, as `head` does after some lines: there is nobody left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
const { runCommandLine } = await import('./cli/program.ts')
process.exitCode = await runCommandLine(process.argv, process.env, {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  onSignal: (name, act) => process.on(name, act),
})
