import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'

/** The built script of the readers' threads. */
export const readerScript = join(projectRoot(), 'dist/src/threads/reader-thread.js')

/** Threads that do what a page's address says: `/hangs`, `/dies`, `/eats` and others. */
export const misbehavingScript = join(projectRoot(), 'tests/support/misbehaving-thread.js')
