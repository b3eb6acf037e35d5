import { describe, expect, test } from '@jest/globals'
import { makeBrief } from '../../../../src/digests/brief/make-brief.ts'
import { article } from './articles.ts'

const claim = 'The council of Brenholm approved 12 million crowns for the harbour bridge on Monday.'

/** Whether an article that holds `text` is cited behind the claim. */
function supports(text: string): boolean {
  const own = article({ text: claim })
  const other = article({ text })
  const shown = makeBrief([own, other], {
    form: 'short',
    maxWords: 60,
    background: null,
    barred: (sentence) => sentence !== claim,
  })
  return shown?.standfirst?.support.includes(other.id) ?? false
}

describe('another article supports a sentence', () => {
  test('when it says the same in its own words', () => {
    expect(supports('On Monday the Brenholm council approved spending 12 million crowns on its harbour bridge.')).toBe(
      true,
    )
    expect(supports('Brenholm council: twelve million crowns approved on Monday to mend the harbour bridge.')).toBe(
      true,
    )
    expect(supports('The harbour bridge gets 12 million crowns, approved by the council in Brenholm.')).toBe(true)
  })

  test('but not with another figure', () => {
    expect(supports('On Monday the Brenholm council approved spending 15 million crowns on its harbour bridge.')).toBe(
      false,
    )
  })

  test('but not when it denies it', () => {
    expect(supports('The Brenholm council has not approved 12 million crowns for the harbour bridge on Monday.')).toBe(
      false,
    )
  })

  test('but not when it shares a few words only', () => {
    expect(supports('The council of Verrin opened 12 new playgrounds near the harbour during the summer.')).toBe(false)
  })
})
