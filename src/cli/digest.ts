import { Command } from 'commander'
import type { CommandContext } from './context.ts'
import { addCommand, setCommand } from './digest-add.ts'
import { approveCommand, sendCommand } from './digest-approve.ts'
import { buildCommand, previewCommand } from './digest-build.ts'
import { editCommand } from './digest-edit.ts'
import { explainCommand } from './digest-explain.ts'
import { listCommand } from './digest-list.ts'
import { testCommand } from './digest-test.ts'

/** `wirefold digest …`. */
export function digestCommand(context: CommandContext): Command {
  return new Command('digest')
    .description('the digests and their editions')
    .addCommand(addCommand(context))
    .addCommand(setCommand(context))
    .addCommand(listCommand(context))
    .addCommand(previewCommand(context))
    .addCommand(buildCommand(context))
    .addCommand(editCommand(context))
    .addCommand(testCommand(context))
    .addCommand(approveCommand(context))
    .addCommand(sendCommand(context))
    .addCommand(explainCommand(context))
}
