import type { ComponentChildren } from 'preact'
import { CAPITALS, lineLook, look } from './look.ts'

/** Heading of a part of the edition, below a line. */
export function SectionLabel({ children, id }: { children: ComponentChildren; id?: string }) {
  return (
    <>
      <div {...lineLook('thin')} />
      <h2 id={id} {...look('label', 'ink', 'padding:10px 0')}>
        <span style={CAPITALS}>{children}</span>
      </h2>
    </>
  )
}
