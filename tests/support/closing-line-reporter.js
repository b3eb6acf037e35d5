import { writeSync } from 'node:fs'

/**
 * Prints the names of what was skipped and, as the last line of the run, `N passed, N failed, N skipped`: a run that
 * tested nothing must not look like one that passed.
 */
export default class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap((file) =>
      file.testResults.filter((test) => test.status === 'pending').map((test) => test.fullName),
    )
    for (const name of skipped) console.log(`skipped: ${name}`)
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    this.skipped = skipped.length
    const line = `${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests} skipped`
    // Jest's own summary comes after its reporters; nothing comes after the end of the process.
    process.once('exit', () => writeSync(1, `\n${line}\n`))
  }

  /** Where everything is at hand, as in CI, a skipped test is a failed run. */
  getLastError() {
    if (process.env.WIREFOLD_SKIP_NOTHING === '1' && this.skipped > 0) {
      return new Error(`${this.skipped} tests were skipped, and WIREFOLD_SKIP_NOTHING is set`)
    }
    return undefined
  }
}
