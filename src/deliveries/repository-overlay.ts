import { createHash } from 'node:crypto'
import type { Queryable } from '../db/database.ts'
import { canonicalJson } from '../digests/canonical-json.ts'
import type { EditionOverlay } from '../digests/overlay.ts'

/** Stores each overlay once, and gives their ids. */
export async function storeOverlays(
  tx: Queryable,
  editionId: string,
  overlays: ReadonlySet<EditionOverlay>,
): Promise<ReadonlyMap<EditionOverlay, string>> {
  const hashed = [...overlays].map((overlay) => {
    const content = canonicalJson(overlay)
    return { overlay, content, hash: createHash('sha256').update(content).digest('hex') }
  })
  await tx.query(
    `insert into edition_overlay (edition_id, content, content_hash)
     select $1, given.content, given.hash from unnest($2::jsonb[], $3::text[]) as given (content, hash)
     on conflict (edition_id, content_hash) do nothing`,
    [editionId, hashed.map(({ content }) => content), hashed.map(({ hash }) => hash)],
  )
  const rows = await tx.query<{ id: string; hash: string }>(
    'select id, content_hash as hash from edition_overlay where edition_id = $1',
    [editionId],
  )
  const byHash = new Map(rows.map(({ id, hash }) => [hash, id]))
  return new Map(hashed.flatMap(({ overlay, hash }) => [[overlay, byHash.get(hash) ?? '']]))
}
