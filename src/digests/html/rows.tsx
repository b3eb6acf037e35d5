import type { ComponentChildren } from 'preact'

interface RowsProps {
  readonly children: ComponentChildren
  readonly class?: string
  readonly style?: string
}

/**
 * A table that only lays out: mail clients keep tables where they drop everything newer. Its cells take over font and
 * colour of the table.
 */
export function Rows({ children, ...look }: RowsProps) {
  return (
    <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" {...look}>
      <tbody>{children}</tbody>
    </table>
  )
}
