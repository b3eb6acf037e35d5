import { z } from 'zod'

/** The page of all settings, made from their schema: name, default, purpose. */
export function describeSettings(settings: Readonly<Record<string, z.ZodType>>, secrets: readonly string[]): string {
  const rows = Object.entries(settings).map(
    ([name, schema]) => `| \`${name}\` | ${defaultOf(schema)} | ${schema.description ?? ''} |`,
  )
  return `# Settings

Every setting is an environment variable. Those that hold a password or a key may come from a file instead, named by the same
name with \`_FILE\` behind it: ${secrets.map((name) => `\`${name}\``).join(', ')}. \`wirefold config\` checks them all at once.

| setting | default | what it is for |
| --- | --- | --- |
${rows.join('\n')}

This page is made by \`npm run generate\` from \`src/config.ts\`.
`
}

function defaultOf(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined)
  if (!parsed.success || parsed.data === undefined) return 'none'
  const shown = Array.isArray(parsed.data) ? parsed.data.join(',') : `${parsed.data as string | number}`
  return shown === '' ? 'empty' : `\`${shown}\``
}
