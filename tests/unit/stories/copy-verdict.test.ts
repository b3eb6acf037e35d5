import { describe, expect, test } from '@jest/globals'
import { featuresOf } from '../../../src/stories/article-features.ts'
import { judgeCopy } from '../../../src/stories/copy-verdict.ts'
import { defaultSettings } from '../../../src/stories/settings.ts'
import { article, ferry } from './press.ts'

interface Told {
  readonly title?: string
  readonly publisher?: string
  readonly words?: number
}

const prose = ferry.text.split(/\s+/u)
const longProse = [...prose, ...prose, ...prose]

/** What is judged of an article with so many words. */
function told({ title = 'One title', publisher = 'Fenland Record', words = 120 }: Told) {
  return featuresOf(article('a', { title, publisher, text: longProse.slice(0, words).join(' ') }), defaultSettings)
}

interface Measured {
  readonly shared?: number
  readonly resemblance?: number
  readonly containment: number
}

/** The verdict on an article that shares wording with a text as measured. */
function verdict(later: Told, earlier: Told, { shared = 60, resemblance = 0.4, containment }: Measured) {
  const text = { ref: 1, sequence: 0, ...told(earlier) }
  return judgeCopy(
    told(later),
    { text, shared, resemblance, plainContainment: containment, containment },
    defaultSettings,
  )
}

const same: Measured = { resemblance: 1, containment: 1 }

describe('the same few words', () => {
  test('under titles with nothing in common are boilerplate', () => {
    const gallery = { title: 'Orchard in bloom', words: 14 }
    expect(verdict(gallery, { title: 'Ferry runs aground', words: 14 }, same)).toBeNull()
  })

  test.each([
    ['titles of one wording', 'Ferry runs aground', 'A ferry runs aground'],
    ['titles that share a name', 'We saw Port Elim', 'Why Port Elim waits'],
  ])('under %s are a copy', (_case, first, second) => {
    const judged = verdict({ title: second, words: 14 }, { title: first, words: 14 }, same)
    expect(judged).toMatchObject({ rule: 'same-text', kind: 'identical', containment: 1 })
  })

  test('are a copy under any title once they are a text', () => {
    const words = defaultSettings.boilerplateWords
    const titles = [{ title: 'Orchard in bloom' }, { title: 'Ferry runs aground' }] as const
    expect(verdict({ ...titles[0], words }, { ...titles[1], words }, same)).toMatchObject({ rule: 'same-text' })
    expect(verdict({ ...titles[0], words: words - 1 }, { ...titles[1], words: words - 1 }, same)).toBeNull()
  })
})

describe('a page that prints a report', () => {
  const printed = { shared: 60, resemblance: 0.3, containment: 0.9 }

  test('among much else is no copy of it', () => {
    expect(verdict({ words: 320 }, { words: 70 }, printed)).toBeNull()
  })

  test('and little else is one', () => {
    expect(verdict({ words: 200 }, { words: 70 }, printed)).toMatchObject({ rule: 'containment', kind: 'merged' })
  })

  test('makes the report that was cut out of it a copy', () => {
    expect(verdict({ words: 70 }, { words: 320 }, printed)).toMatchObject({ rule: 'containment', kind: 'cut' })
  })
})

describe('some wording in common', () => {
  const { copyContainment, titledContainment } = defaultSettings
  const some = { containment: (copyContainment + titledContainment) / 2 }
  const wire = { title: 'Ferry Astrid runs aground off Port Elim' }

  test('is a copy under the title of another publisher', () => {
    const edited = { title: 'Ferry Astrid aground off Port Elim', publisher: 'Sundial' }
    expect(verdict(edited, wire, some)).toMatchObject({ rule: 'title', containment: some.containment })
  })

  test("is none under one's own title, which columns keep from day to day", () => {
    expect(verdict(wire, wire, some)).toBeNull()
  })

  test('is none under another title, nor with less wording, nor under no title', () => {
    const sundial = { publisher: 'Sundial' }
    expect(verdict({ ...sundial, title: 'Two tugs reach a sandbank before noon' }, wire, some)).toBeNull()
    expect(verdict({ ...sundial, ...wire }, wire, { containment: titledContainment - 0.01 })).toBeNull()
    expect(verdict({ ...sundial, title: '' }, { title: '' }, some)).toBeNull()
  })

  test('is a copy under any title from the full share on', () => {
    const other = { title: 'Two tugs reach a sandbank before noon' }
    expect(verdict(other, wire, { containment: copyContainment })).toMatchObject({ rule: 'containment' })
  })
})
