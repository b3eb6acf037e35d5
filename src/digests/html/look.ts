/** How the mail looks: fonts and colours as inline styles, and the one style sheet that adapts them. */

const SANS = 'Arial,sans-serif'
const SERIF = 'Georgia,serif'

const faces = {
  label: `bold 14px/20px ${SANS}`,
  state: `bold 14px/24px ${SANS}`,
  small: `14px/20px ${SANS}`,
  contents: `14px/24px ${SANS}`,
  source: `14px/22px ${SANS}`,
  row: `16px/24px ${SANS}`,
  section: `bold 16px/22px ${SANS}`,
  text: `17px/27px ${SERIF}`,
  standfirst: `18px/27px ${SERIF}`,
  item: `bold 20px/26px ${SERIF}`,
  headline: `bold 26px/32px ${SERIF}`,
} as const

/** On the light ground each reaches a contrast of 5.4 or more, on the dark one 6.0 (WCAG 2.2 asks for 4.5). */
const light = {
  ink: '#1A1C1E',
  muted: '#565B61',
  link: '#0B4F8A',
  new: '#1B6A3C',
  developed: '#7A4B00',
  unchanged: '#565B61',
  corrected: '#8A1F66',
} as const
const dark = {
  ink: '#E8E6E0',
  muted: '#A9ADB3',
  link: '#8FC1F2',
  new: '#7FCB9B',
  developed: '#E3B566',
  unchanged: '#A9ADB3',
  corrected: '#EBA0D6',
} as const
const ground = { light: '#FDFCF9', dark: '#15171A' } as const
const hairline = { light: '#D8D3C6', dark: '#3A3F45' } as const

export type Face = keyof typeof faces
export type Colour = keyof typeof light

/** Class and inline style of a text; the class is what the dark sheet takes hold of. `more` adds declarations. */
export const look = (face: Face, colour: Colour, more = ''): { class: string; style: string } => ({
  class: colour,
  style: `margin:0;font:${faces[face]};color:${light[colour]}${more === '' ? '' : `;${more}`}`,
})

/** Capitals of a label. */
export const CAPITALS = 'text-transform:uppercase;letter-spacing:.06em'

/** Colours of what keeps the font around it: a link, a text in the place of one, and the mark behind a sentence. */
export const colourStyle = (colour: Colour): string => `color:${light[colour]}`
export const linkStyle = colourStyle('link')
export const inkStyle = colourStyle('ink')
export const markStyle = `color:${light.muted};font-size:13px`

export const groundLook = { class: 'ground', style: `margin:0;padding:0;background-color:${ground.light}` } as const

/** A line on top of a block: 3 px and 1 px of ink part groups, a hairline parts rows. */
export const lineLook = (kind: 'thick' | 'thin' | 'hairline', more = ''): { class: string; style: string } => ({
  class: kind === 'hairline' ? 'hairline' : 'line',
  style: `border-top:${kind === 'thick' ? 3 : 1}px solid ${kind === 'hairline' ? hairline.light : light.ink}${more === '' ? '' : `;${more}`}`,
})

/** What is tinted: links and marks, of which a mail has hundreds, by element, the rest by class. */
const selectors: Readonly<Record<Colour, string>> = {
  ink: '.ink',
  muted: '.muted,small',
  link: 'a',
  new: '.new',
  developed: '.developed',
  unchanged: '.unchanged',
  corrected: '.corrected',
}
const darkColours = Object.entries(selectors).map(
  ([name, selector]) => `${selector}{color:${dark[name as Colour]}!important}`,
)

/** Dark mode and small screens. Clients that drop it still show the light mail, one column wide. */
export const styleSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{-webkit-text-size-adjust:100%;text-size-adjust:100%}',
  `a{color:${light.link}}`,
  '@media (prefers-color-scheme:dark){',
  `.ground{background-color:${ground.dark}!important}`,
  ...darkColours,
  `.line{border-color:${dark.ink}!important}.hairline{border-color:${hairline.dark}!important}`,
  '}',
  '@media (max-width:480px){',
  '.column{padding-left:16px!important;padding-right:16px!important;overflow-wrap:anywhere}',
  '.cell{display:block!important;width:auto!important;text-align:left!important;padding:0!important}',
  '.first{padding-top:10px!important}.next{border-top:0!important}.last{padding-bottom:9px!important}',
  '}',
].join('\n')
