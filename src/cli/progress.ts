import cliProgress from 'cli-progress'
import type { Terminal } from './context.ts'

/** The stages of a run, each with how much is done. */
export interface Progress {
  update(stage: string, done: number, total: number): void
  stop(): void
}

/** Bars on a terminal; elsewhere a plain line whenever a stage has moved on by a tenth or is done. */
export function openProgress({ output }: Terminal): Progress {
  return output.isTTY === true ? bars(output) : lines(output)
}

function bars(output: Terminal['output']): Progress {
  const all = new cliProgress.MultiBar(
    { format: '{stage} {bar} {value}/{total}', hideCursor: true, stream: output },
    cliProgress.Presets.rect,
  )
  const byStage = new Map<string, cliProgress.SingleBar>()
  return {
    update(stage, done, total) {
      const bar = byStage.get(stage) ?? all.create(total, done, { stage: stage.padEnd(16) })
      byStage.set(stage, bar)
      bar.setTotal(total)
      bar.update(done)
    },
    stop() {
      all.stop()
    },
  }
}

function lines(output: Terminal['output']): Progress {
  const written = new Map<string, string>()
  return {
    update(stage, done, total) {
      if (total === 0) return
      const tenth = `${Math.floor((10 * done) / total)} ${done === total ? total : ''}`
      if (written.get(stage) === tenth) return
      written.set(stage, tenth)
      output.write(`${stage}: ${done} of ${total}\n`)
    },
    stop() {
      // Lines need no end.
    },
  }
}
