import { z } from 'zod'

/** Postgres stores every character but this one. */
const storable = (text: string): boolean => !text.includes('\0')

/** A finished article from another system: one line of an import. `id` is the id that it had there. */
export const ImportedArticle = z.object({
  id: z.union([z.string().min(1).refine(storable, 'expected no NUL'), z.number()]).transform(String),
  url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }),
  source: z.string().trim().min(1, 'expected the name of a publisher').refine(storable, 'expected no NUL'),
  publishedAt: z.iso
    .datetime({ offset: true, error: 'expected an instant such as 2026-03-02T18:20:00+01:00' })
    .nullish(),
  title: z.string().trim().min(1, 'expected a title'),
  text: z.string().trim().min(1, 'expected the text of the article'),
  language: z.string().trim().nullish(),
})

export type ImportedArticle = z.infer<typeof ImportedArticle>
