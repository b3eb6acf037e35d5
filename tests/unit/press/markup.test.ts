import { describe, expect, test } from '@jest/globals'
import { load } from 'cheerio'
import fc from 'fast-check'
import { characterData, jsonMarkup, markup } from '../../../src/press/markup.ts'

describe('markup', () => {
  test('any text comes back from an element and from an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const $ = load(markup`<p title="${text}">${text}</p>`.markup, { xml: { xmlMode: false } })
        expect($('p').text()).toBe(text)
        expect($('p').attr('title')).toBe(text)
      }),
    )
  })

  test('joins lists, writes numbers, leaves nothing for null and does not escape markup twice', () => {
    expect(markup`<i>${[markup`<b>${'a&b'}</b>`, 'c<d']}${7}${null}</i>`.markup).toBe('<i><b>a&amp;b</b>c&lt;d7</i>')
  })

  test('no text ends a script element or a CDATA section', () => {
    const hostile = '</script><!-- ]]> -->'
    expect(jsonMarkup({ hostile }).markup).not.toContain('</script')
    expect(JSON.parse(jsonMarkup({ hostile }).markup)).toEqual({ hostile })
    const $ = load(markup`<a>${characterData(markup`${hostile}`)}</a>`.markup, { xml: true })
    expect($('a').text()).toBe(markup`${hostile}`.markup)
  })
})
