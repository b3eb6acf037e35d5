/** A bounce may return the whole mail; everything that counts stands before that mail's text. */
export const MOST_BOUNCE_BYTES = 2 * 1024 * 1024

/**
 * The mails of a mailbox file (mbox, RFC 4155, quoting as mboxrd does), or the one mail that a text is, each cut at
 * MOST_BOUNCE_BYTES: a mailbox may be larger than the memory.
 * @param lines without their ends, one byte a character
 */
export async function* mailsOf(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let mail: string[] = []
  let bytes = 0
  for await (const line of lines) {
    if (/^From [^\n]*\d{4}/.test(line)) {
      if (mail.some((one) => one.trim() !== '')) yield bytesOf(mail)
      mail = []
      bytes = 0
    } else if (bytes < MOST_BOUNCE_BYTES) {
      const unquoted = line.replace(/^>(>*From )/, '$1')
      mail.push(unquoted)
      bytes += unquoted.length + 1
    }
  }
  if (mail.some((one) => one.trim() !== '')) yield bytesOf(mail)
}

const bytesOf = (lines: readonly string[]): Buffer =>
  Buffer.from(lines.join('\n'), 'latin1').subarray(0, MOST_BOUNCE_BYTES)
