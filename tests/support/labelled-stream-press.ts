/** Invented outlets; the first is an agency. Outlets of one group speak with one voice. */
const outlets: readonly (readonly [name: string, host: string, group: string | null])[] = [
  ['Corvane Press Agency', 'corvane', null],
  ['Merrow Post', 'merrowpost', 'Merrow Media'],
  ['Landmark Daily', 'landmark', null],
  ['Radio Tessaly', 'radiotessaly', null],
  ['Evening Lantern', 'lantern', 'Merrow Media'],
  ['Northshore Courier', 'northshore', null],
  ['Vale Observer', 'valeobserver', null],
  ['Channel Nine Ostmark', 'nine', null],
  ['The Fenland Record', 'fenland', null],
  ['Sundial', 'sundial', null],
]

export function pressOf(
  voice: number,
  id: string,
): { id: string; url: string; publisher: string; ownerGroup: string | null } {
  const [publisher, host, ownerGroup] = outlets[voice % outlets.length] ?? ['Sundial', 'sundial', null]
  return { id, url: `https://${host}.example/${id}`, publisher, ownerGroup }
}
