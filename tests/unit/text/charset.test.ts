import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { decodeFeed, decodeHtml } from '../../../src/text/charset.ts'

const xml = (title: string, encoding?: string) =>
  `<?xml version="1.0"${encoding === undefined ? '' : ` encoding="${encoding}"`}?><rss><title>${title}</title></rss>`
const hungarian = 'Árvíztűrő tükörfúrógép'

describe('decodeFeed', () => {
  test.each(['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    '%s is known by its zeros, with and without a mark',
    (encoding) => {
      for (const addBOM of [true, false]) {
        const decoded = decodeFeed(iconv.encode(xml(hungarian), encoding, { addBOM }), null)
        expect(decoded).toMatchObject({ text: xml(hungarian), encoding, declaredBy: 'bom' })
      }
    },
  )

  test('UTF-8 beyond ASCII wins over any label', () => {
    const decoded = decodeFeed(Buffer.from(xml(hungarian, 'windows-1250')), 'text/xml; charset=iso-8859-1')
    expect(decoded).toMatchObject({ text: xml(hungarian, 'windows-1250'), encoding: 'utf-8', declaredBy: 'utf8' })
  })

  test('the HTTP header wins over the XML declaration, quoted or not', () => {
    const bytes = iconv.encode(xml(hungarian, 'windows-1251'), 'windows-1250')
    for (const header of ['text/xml; charset=windows-1250', "application/xml;charset='windows-1250'"]) {
      expect(decodeFeed(bytes, header)).toMatchObject({ encoding: 'windows-1250', declaredBy: 'http' })
    }
    expect(decodeFeed(iconv.encode(xml(hungarian, 'windows-1250'), 'windows-1250'), 'text/xml').text).toContain(
      hungarian,
    )
  })

  test('labels mean what browsers take them for', () => {
    expect(decodeFeed(Buffer.from(xml('\x93x\x94 \x80', 'iso-8859-1'), 'latin1'), null).text).toContain('“x” €')
    expect(decodeFeed(iconv.encode(xml('新闻嗞', 'gb2312'), 'gb18030'), null)).toMatchObject({ encoding: 'gb18030' })
    expect(decodeFeed(iconv.encode(xml('ニュース', 'shift_jis'), 'shift_jis'), null).text).toContain('ニュース')
  })

  test('a label that the bytes disprove is ignored', () => {
    expect(decodeFeed(Buffer.from(xml('plain', 'utf-16')), null)).toMatchObject({
      encoding: 'utf-8',
      declaredBy: 'default',
    })
    expect(decodeFeed(Buffer.from(xml('caf\xe9', 'utf-8'), 'latin1'), null).text).toContain('café')
    expect(decodeFeed(Buffer.from(xml('plain', 'no-such-charset')), null).encoding).toBe('utf-8')
  })

  test('one bad byte does not turn UTF-8 into something else', () => {
    const bytes = Buffer.concat([Buffer.from(hungarian), Buffer.from([0xe9])])
    expect(decodeFeed(bytes, 'text/xml; charset=utf-8')).toMatchObject({
      text: `${hungarian}\ufffd`,
      encoding: 'utf-8',
    })
  })

  test('an undeclared encoding is detected from its letters', () => {
    const russian = 'Городской совет принял решение о ремонте моста, который закрыт уже десять лет'
    expect(decodeFeed(iconv.encode(xml(russian), 'windows-1251'), null)).toMatchObject({
      text: xml(russian),
      declaredBy: 'detected',
    })
  })

  test.each([
    ['windows-874', 'วันนี้มีสะพานใหม่เปิดให้ใช้ที่ท่าเรือในเมืองเล็กริมน้ำ'],
    ['windows-1255', 'הגשר החדש נפתח היום לתנועה אחרי עשר שנים'],
    ['euc-kr', '항구의 새 다리가 오늘 아침에 문을 열었습니다'],
  ])('%s is detected', (encoding, title) => {
    expect(decodeFeed(iconv.encode(xml(title), encoding), null)).toMatchObject({ text: xml(title), encoding })
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.option(fc.string({ maxLength: 8 })), (bytes, label) => {
        expect(typeof decodeFeed(bytes, label === null ? null : `text/xml; charset=${label}`).text).toBe('string')
      }),
    )
  })
})

describe('decodeHtml', () => {
  test('reads the declaration in a meta element', () => {
    const page = `<html><head><meta charset="iso-8859-2"></head><body>${hungarian}</body></html>`
    expect(decodeHtml(iconv.encode(page, 'iso-8859-2'), 'text/html')).toEqual({
      text: page,
      encoding: 'iso-8859-2',
      declaredBy: 'meta',
    })
  })

  test('the HTTP header wins over it', () => {
    const page = `<meta charset="iso-8859-2"><p>${hungarian}`
    expect(decodeHtml(iconv.encode(page, 'windows-1250'), 'text/html; charset=windows-1250').text).toBe(page)
  })
})
