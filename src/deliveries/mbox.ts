/**
 * The mails of a mailbox file (mbox, RFC 4155, quoting as mboxrd does), or the one mail that a text is. Linear in the text.
 */
export function mailsOf(file: string): readonly string[] {
  const text = file.replaceAll(/\r\n?/g, '\n')
  if (!text.startsWith('From ')) return text.trim() === '' ? [] : [text]
  return `\n${text}`
    .split(/\n(?=From [^\n]*\d{4}[^\n]*\n)/)
    .filter((mail) => mail !== '')
    .map((mail) => mail.slice(mail.indexOf('\n') + 1).replaceAll(/^>(>*From )/gm, '$1'))
}
