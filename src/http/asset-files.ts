import { createRequire } from 'node:module'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from '../project-root.ts'

const fontPackages = ['source-serif-4', 'source-sans-3'] as const

/** Fonts change with their package's version only. */
const FONT_MAX_AGE_MS = 30 * 86_400_000

/** Serves the style sheet and the icon under `/assets/`, and the fonts from their packages under `/fonts/`. */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.join(projectRoot(), 'src/http/assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
  })
  const { resolve } = createRequire(import.meta.url)
  await app.register(fastifyStatic, {
    root: fontPackages.map((name) =>
      path.dirname(resolve(`@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`)),
    ),
    prefix: '/fonts/',
    decorateReply: false,
    index: false,
    maxAge: FONT_MAX_AGE_MS,
    allowedPath: (name) => name.endsWith('-normal.woff2'),
  })
}
