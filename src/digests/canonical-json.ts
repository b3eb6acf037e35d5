/**
 * JSON with sorted keys and no white space: the same content gives the same text wherever it was made or stored, so that
 * a hash of it stays true (the idea of RFC 8785; numbers here are small and need none of its rules).
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
