import { createRequire } from 'node:module'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { projectRoot } from '../project-root.ts'

const fontPackages = ['source-serif-4', 'source-sans-3'] as const

/** Fonts change with their package's version only. */
const FONT_MAX_AGE_MS = 30 * 86_400_000

/** Style sheets and the icon of readers' pages. */
const readerFiles = new Set(['/reading.css', '/reader.css', '/icon.svg'])

/** Serves style sheets and the icon under `/assets/`, and the fonts from their packages under `/fonts/`. */
export async function serveAssets(app: FastifyInstance): Promise<void> {
  await serveOwnFiles(app, () => true)
  await serveFonts(app)
}

/** The same for readers' pages: below the prefix of `pages`, since the rest of the server is closed to them. */
export async function serveReaderAssets(pages: FastifyInstance): Promise<void> {
  await serveOwnFiles(pages, (name) => readerFiles.has(name))
  await serveFonts(pages)
}

async function serveOwnFiles(app: FastifyInstance, allowedPath: (name: string) => boolean): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.join(projectRoot(), 'src/http/assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    allowedPath,
  })
}

async function serveFonts(app: FastifyInstance): Promise<void> {
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
