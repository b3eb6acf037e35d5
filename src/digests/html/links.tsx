import type { NamedLink } from '../view-words.ts'

/** Links in a row of text, of which a mail has dozens: the style sheet alone colours them. */
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
