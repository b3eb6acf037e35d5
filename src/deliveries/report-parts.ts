import { simpleParser } from 'mailparser'

/** A part of a report that machines read. */
export interface ReportPart {
  /** Such as `message/delivery-status`, in lower case. */
  readonly type: string
  /** What stands between empty lines, as fields: a mail that is returned begins with its own, a status has some of them. */
  readonly blocks: readonly string[]
}

/** All that counts of a part stands in its first blocks and bytes. */
const MOST_BLOCKS = 10
const MOST_BYTES = 64 * 1024
/** No text is made of HTML or the other way round: nobody reads it. */
const PARTS_ALONE = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
}

/** The parts behind the text, in their order (RFC 6522); none of a mail that has more parts or headers than any report. */
export async function reportParts(raw: Buffer): Promise<readonly ReportPart[]> {
  try {
    const { attachments } = await simpleParser(raw, PARTS_ALONE)
    return attachments.map(({ contentType, content }) => ({
      // Of a header without a value it is none, whatever its type says.
      type: typeof contentType === 'string' ? contentType : '',
      blocks: blocksOf(content.subarray(0, MOST_BYTES).toString('utf8')),
    }))
  } catch (error) {
    // How mailparser refuses more than 1,000 parts, or than 1 MiB of headers of one.
    if (error instanceof Error && error.message.startsWith('Max ')) return []
    throw error
  }
}

const blocksOf = (content: string): readonly string[] =>
  content
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/, MOST_BLOCKS)
    .map((block) => block.trim())

/** The first field of a name in a block, in one line; empty without it. */
export function fieldOf(block: string, name: string): string {
  const line = new RegExp(`^${name}:([^\\n]*(?:\\n[ \\t][^\\n]*)*)`, 'im').exec(block)
  return (line?.[1] ?? '').replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
