import { type Command, InvalidArgumentError } from 'commander'

/** Asks for the two that every decision is kept with. */
export const signed = (command: Command): Command =>
  command
    .requiredOption('--author <name>', 'who decides: others see it and may ask')
    .requiredOption('--reason <text>', 'why, for everyone who wonders later')

export const waiting = (command: Command): Command =>
  command.option('--wait <seconds>', 'how long to wait for the lane', seconds, 60)

function seconds(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('expected whole seconds from 0 to 9999')
  return Number(text)
}
