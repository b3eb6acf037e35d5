import { describe, expect, test } from '@jest/globals'
import type { Assignment } from '../../../src/stories/cluster-article.ts'
import { undecided } from '../../../src/stories/decision-of.ts'
import { StoryAnswers } from '../../../src/stories/story-answers.ts'

const placed = (storyId: string, merges: Assignment['merges'] = []): Assignment => ({
  storyId,
  isNewStory: false,
  copyOf: null,
  indexTerms: [],
  decision: undecided('join'),
  merges,
})

describe('StoryAnswers', () => {
  test('corrects every article that a merge moves', () => {
    const answers = new StoryAnswers()
    expect(answers.record('a', placed('s1'))).toEqual([{ id: 'a', storyId: 's1', duplicateOf: null }])
    answers.record('b', placed('s2'))
    answers.record('c', placed('s2'))
    expect(answers.record('d', placed('s2', [{ from: 's2', into: 's1' }]))).toEqual([
      { id: 'd', storyId: 's2', duplicateOf: null },
      { id: 'b', storyId: 's1', duplicateOf: null },
      { id: 'c', storyId: 's1', duplicateOf: null },
      { id: 'd', storyId: 's1', duplicateOf: null },
    ])
  })
})
