import { KnownNames } from './known-names.ts'

/** The names of nearly all tags of news pages. */
export const COMMON_TAGS = new KnownNames(
  (
    'a abbr address article aside b blockquote body br button caption cite code dd del details div dl dt em fieldset ' +
    'figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i img input ins label legend li link main ' +
    'map menu meta nav object ol optgroup option p picture pre q s section select small source span strong sub summary ' +
    'sup table tbody td template textarea tfoot th thead time title tr u ul use video wbr'
  ).split(' '),
)

/** Elements that never have content. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr'.split(' '),
)

const P = ['p']
const CELLS = ['td', 'th']
const closesParagraph =
  'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul'

/**
 * Which open elements an opening tag ends, after "optional tags" of the HTML standard. Only the elements on top of the
 * stack are asked, so a list inside a list item stays open.
 */
export const IMPLIED_ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map<string, ReadonlySet<string>>([
  ...closesParagraph.split(' ').map((name) => [name, new Set(P)] as const),
  ['li', new Set(['li', 'p'])],
  ['dd', new Set(['dd', 'dt', 'p'])],
  ['dt', new Set(['dd', 'dt', 'p'])],
  ['tr', new Set(['tr', ...CELLS])],
  ['td', new Set([...CELLS, 'thead'])],
  ['th', new Set(CELLS)],
  ['tbody', new Set(['thead', 'tbody', 'tr', ...CELLS])],
  ['tfoot', new Set(['thead', 'tbody', 'tr', ...CELLS])],
  ['option', new Set(['option'])],
  ['optgroup', new Set(['option', 'optgroup'])],
  ['rt', new Set(['rt', 'rp'])],
  ['rp', new Set(['rt', 'rp'])],
  ['body', new Set(['head'])],
])
