import type { FastifyRequest } from 'fastify'

/**
 * Where a reader's page leads to. The addresses are relative, since a proxy may put a folder before `/s/`; `root` leads
 * from the asked page up to `/s/`.
 */
export interface ReaderLinks {
  readonly root: string
  readonly token: string
}

export function readerLinks({ url, params }: Pick<FastifyRequest, 'url' | 'params'>): ReaderLinks {
  const [path = ''] = url.split('?', 1)
  const below = path.split('/').length - '/s/'.split('/').length
  return { root: '../'.repeat(Math.max(0, below)), token: (params as { token?: string }).token ?? '' }
}

/** The settings; `place` is a part of that page. */
export const settingsAddress = ({ root, token }: ReaderLinks, place = ''): string =>
  `${root}${token}${place === '' ? '' : `#${place}`}`

/** Where a story can be muted. */
export const muteAddress = ({ root, token }: ReaderLinks, storyId: string): string =>
  `${root}${token}/mute?story=${storyId}`

/** Where a form posts to; the answer is shown at `place`. */
export const actAddress = ({ root, token }: ReaderLinks, act: string, place = ''): string =>
  `${root}${token}/${act}${place === '' ? '' : `#${place}`}`
