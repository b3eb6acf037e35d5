import { Command } from 'commander'
import { checkRewording } from '../digests/brief/check-rewording.ts'
import { type DeskSlot, findDeskSlot } from '../digests/desk/repository.ts'
import { saveEdit } from '../digests/desk/save-edit.ts'
import { AppError, UsageError } from '../errors.ts'
import type { CommandContext } from './context.ts'
import { editionNamed } from './digest-named.ts'
import { ACTS, editTyped } from './digest-edit-typed.ts'
import { draftText } from './digest-edit-text.ts'
import { withApp } from './with-app.ts'

interface EditOptions {
  readonly date?: string
  readonly author?: string
}

/** `wirefold digest edit NAME [ACT …]`: what a desk does, without its page. */
export function editCommand(context: CommandContext): Command {
  return new Command('edit')
    .description('show the draft of an edition with its numbers, or change it')
    .argument('<name>')
    .argument('[act...]', ACTS.join(' | '))
    .option('--date <date>', 'the edition’s day, YYYY-MM-DD; today by default')
    .option('--author <name>', 'who edits: others see it')
    .action((name: string, act: readonly string[], options: EditOptions) =>
      withApp(context, 'digest', async (app) => {
        const { digest, localDate } = await editionNamed(app, name, options.date)
        const slot = await findDeskSlot(app.db, digest.id, localDate)
        const draft = draftOf(slot, `${name} of ${localDate}`)
        if (act.length === 0) {
          context.terminal.output.write(draftText(draft))
          return
        }
        const author = options.author?.trim() ?? ''
        if (author === '') throw new UsageError('say who edits, with --author NAME')
        const signed = { author, revision: slot?.revision ?? 0, edit: editTyped(draft, act) }
        const named = { id: digest.id, localDate }
        const saved = await saveEdit(app.db, checkRewording, named, signed, app.clock.now())
        if (saved.kind === 'refused') throw new UsageError(saved.problems.map(({ message }) => message).join('; '))
        if (saved.kind !== 'saved') {
          throw new AppError(
            'DRAFT_CHANGED',
            'somebody changed the draft at this moment: nothing was done, try again',
            {
              disposition: 'retry',
            },
          )
        }
        context.print(`saved as change ${saved.revision} of ${name} of ${localDate}`)
      }),
    )
}

function draftOf(slot: DeskSlot | null, edition: string): NonNullable<DeskSlot['draft']> {
  if (slot?.state === 'draft' && slot.draft) return slot.draft
  throw new UsageError(`the edition ${edition} is not with its desk: it is ${slot?.state ?? 'not planned'}`)
}
