import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { ReaderLinks } from '../reader-links.ts'

/** A page behind a link of a mail, before its frame is put around it. */
export interface ReaderPage {
  /** Names the window; the page's heading is in `main`. */
  readonly title: string
  readonly main: ComponentChildren
}

/**
 * Readers' pages stand outside the frame of the others: readers of a mail have no way to those, and what the newsroom
 * sees is none of theirs.
 */
export function renderReaderPage({ title, main }: ReaderPage, { root }: ReaderLinks): string {
  return `<!doctype html>${renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={`${root}assets/reading.css`} />
        <link rel="stylesheet" href={`${root}assets/reader.css`} />
        <link rel="icon" href={`${root}assets/icon.svg`} type="image/svg+xml" />
      </head>
      <body class="reader">
        <main>{main}</main>
      </body>
    </html>,
  )}`
}

/** A page of a heading and some words. */
export const readerMessage = (title: string, words: readonly string[]): ReaderPage => ({
  title,
  main: (
    <>
      <h1>{title}</h1>
      {words.map((one) => (
        <p>{one}</p>
      ))}
    </>
  ),
})

interface ButtonProps {
  readonly action: string
  readonly fields?: readonly (readonly [name: string, value: string])[]
  /** Filled: what the page is for. A page has at most one. */
  readonly kind?: 'filled' | 'word'
  readonly children: ComponentChildren
}

/** A form that is one button. */
export function Button({ action, fields = [], kind = 'word', children }: ButtonProps) {
  return (
    <form method="post" action={action}>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={kind === 'word' ? 'word' : undefined}>
        {children}
      </button>
    </form>
  )
}
