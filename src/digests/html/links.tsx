import type { NamedLink } from '../view-words.ts'

/** Links in a row of text, in the colour that the reader's client gives them: a mail has dozens. */
export function Links({ links }: { links: readonly NamedLink[] }) {
  return (
    <>
      {links.map(({ name, address }, i) => (
        <>
          {i > 0 && ' · '}
          <a href={address}>{name}</a>
        </>
      ))}
    </>
  )
}
