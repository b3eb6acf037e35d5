import type { Page } from './layout.tsx'

/** A page that only says something: an error, or that there is nothing yet. */
export function messagePage(title: string, sentences: readonly string[]): Page {
  return {
    title,
    main: (
      <div class="message">
        <h1>{title}</h1>
        {sentences.map((sentence) => (
          <p>{sentence}</p>
        ))}
        <p>
          <a href="/">The newest day</a> · <a href="/sources">All sources</a> · <a href="/trace">Trace an address</a>
        </p>
      </div>
    ),
  }
}
