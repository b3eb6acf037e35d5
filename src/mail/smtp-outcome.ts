import type { MailOutcome, MailStep } from './send-mail.ts'

/** How nodemailer tells of a failure; every field may be missing. */
interface SmtpFailure {
  readonly message: string
  readonly command?: string | undefined
  readonly response?: string | undefined
  readonly responseCode?: number | undefined
}

const STEPS: Readonly<Record<string, MailStep>> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'data',
  BDAT: 'data',
  RSET: 'sender',
}

/** The outcome of a mail whose connection stood. `hasBody`: whether a byte of the body may have been sent. */
export function outcomeOf(failure: SmtpFailure, hasBody: boolean): MailOutcome {
  const step = hasBody ? 'body' : (STEPS[failure.command ?? ''] ?? 'sender')
  const { response, responseCode } = failure
  // A reply decides, whatever else went wrong; an odd one, such as 354 to the end of the body, decides nothing.
  if (response !== undefined && responseCode !== undefined && responseCode >= 400 && responseCode < 600) {
    // 421 says that the whole conversation ends (RFC 5321 3.8); the mail has not been taken over.
    return { kind: 'refused', isPermanent: responseCode >= 500, step, reply: shown(response) }
  }
  const reason = shown(failure.message)
  return hasBody ? { kind: 'uncertain', reason } : { kind: 'broken', step, reason }
}

/** The outcome of a mail for which no conversation came about: it says nothing against the mail, 5xx or not. */
export const unreachable = (failure: SmtpFailure): MailOutcome => ({
  kind: 'unreachable',
  step: 'connect',
  reason: shown(failure.message),
})

const MOST_CHARACTERS = 500

/** A reply in one line, as it is stored and shown. */
export const shown = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)
