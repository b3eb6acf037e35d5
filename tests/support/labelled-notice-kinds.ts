/** Kinds of notices by stream, of which the engine puts no two notices in one story. */
export const kindsApart: Readonly<Record<string, readonly string[]>> = {
  business: ['earnings', 'trading-update'],
  offices: ['court-list', 'police-release', 'power-cut', 'closure'],
  pages: ['obituary'],
  languages: ['polizeimeldung', 'komunikat', 'vigilance', 'kesinti', 'yeji'],
}
