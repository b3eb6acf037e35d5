import { isWebAddress } from '../web-address.ts'
import { languageOf } from './language-of.ts'
import { inkStyle, linkStyle } from './look.ts'

interface OutsideLinkProps {
  readonly url: string
  readonly language: string
  readonly children: string
  /** Declarations of style, beside the colour of a link. */
  readonly style: string
}

/** A link straight to the publisher; where the address is not of the web, its text alone. */
export function OutsideLink({ url, language, children, style }: OutsideLinkProps) {
  if (!isWebAddress(url)) {
    return (
      <span class="ink" style={`${inkStyle};${style}`} {...languageOf(language)}>
        {children}
      </span>
    )
  }
  return (
    <a href={url} style={`${linkStyle};${style}`} {...languageOf(language)}>
      {children}
    </a>
  )
}
