import { expect, test } from '@jest/globals'
import { markOfClasses, markOfId } from '../../../../src/articles/extract/class-marks.ts'

test.each([
  ['related-content', 'strong'],
  ['o-shareBar', 'strong'],
  ['CommentList', 'strong'],
  ['sr-only', 'strong'],
  ['sidebar', 'weak'],
  ['image-caption', 'caption'],
  ['photo__credit', 'caption'],
  ['article-body has-sidebar no-comments', 'none'],
  ['elementor-widget-text-editor', 'none'],
  ['overflow-hidden print:hidden lg:nav', 'none'],
  ['header story adventure', 'none'],
  ['', 'none'],
])('markOfClasses(%j) is %s', (names, expected) => {
  expect(markOfClasses(names)).toBe(expected)
})

test('an id that is the slug of a heading says nothing', () => {
  expect(markOfId('how-to-share-a-garden')).toBe('none')
  expect(markOfId('comments')).toBe('strong')
})
