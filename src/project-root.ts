import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The absolute path of the folder with `package.json`. Compiled code runs from `dist/src`, while data files stay where
 * they are in the source tree, so their place is found from here. Throws when no folder above this file has one.
 */
export function projectRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error(`no package.json in any folder above ${fileURLToPath(import.meta.url)}`)
    folder = parent
  }
  return folder
}
