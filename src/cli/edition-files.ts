import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { viewOf } from '../digests/edition-view.ts'
import { renderHtml } from '../digests/render-html.tsx'
import { renderText } from '../digests/render-text.ts'
import type { FrozenEdition } from '../digests/repository.ts'

/** Writes an edition as `editions/DIGEST/DATE.html` and `.txt` below the data folder; a reader never sees half a file. */
export async function writeEdition(
  dataDir: string,
  { content, contentHash }: FrozenEdition,
): Promise<{ html: string; text: string }> {
  const folder = join(dataDir, 'editions', content.digest)
  await mkdir(folder, { recursive: true })
  const html = join(folder, `${content.localDate}.html`)
  const text = join(folder, `${content.localDate}.txt`)
  const view = viewOf(content, null)
  await writeWhole(html, renderHtml(view, { contentHash }))
  await writeWhole(text, renderText(view))
  return { html, text }
}

async function writeWhole(path: string, body: string): Promise<void> {
  await writeFile(`${path}.part`, body)
  await rename(`${path}.part`, path)
}
