import type { NamedLink } from '../view-words.ts'
import { linkStyle } from './look.ts'

/** Links in a row of text. */
export function Links({ links }: { links: readonly NamedLink[] }) {
  return (
    <>
      {links.map(({ name, address }, i) => (
        <>
          {i > 0 && ' · '}
          <a href={address} style={linkStyle}>
            {name}
          </a>
        </>
      ))}
    </>
  )
}
