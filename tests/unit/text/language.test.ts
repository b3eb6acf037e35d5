import { describe, expect, test } from '@jest/globals'
import { detectLanguage, settledLanguage } from '../../../src/text/language.ts'

describe('detectLanguage', () => {
  test.each([
    ['en', 'The council said that it would not open the bridge before the end of the week.'],
    ['de', 'Der Rat hat am Montag erklärt, dass die Brücke nicht vor dem Ende der Woche öffnet.'],
    ['fr', 'Le conseil a annoncé que le pont ne sera pas ouvert avant la fin de la semaine.'],
    ['es', 'El consejo dijo que el puente no se abrirá hasta el final de la semana por la lluvia.'],
    ['it', 'Il consiglio ha detto che il ponte non sarà aperto prima della fine della settimana.'],
    ['pt', 'O conselho disse que a ponte não será aberta até o fim da semana por causa da chuva.'],
    ['nl', 'De raad zei dat de brug niet voor het einde van de week wordt geopend.'],
    ['pl', 'Rada powiedziała, że most nie będzie otwarty przed końcem tygodnia, bo jest uszkodzony.'],
    ['tr', 'Meclis, köprünün hafta sonuna kadar açılmayacağını ve onarım için daha çok para gerektiğini bildirdi.'],
    ['ru', 'Совет сообщил, что мост не будет открыт до конца недели, так как он поврежден.'],
    ['sv', 'Rådet sade att bron inte ska öppnas före slutet av veckan och att den är skadad.'],
    ['ar', 'قال المجلس إن الجسر لن يفتح قبل نهاية الأسبوع بعد أن تضرر من المطر'],
    ['zh', '市议会表示大桥在周末之前不会开放'],
    ['ja', '議会は週末まで橋を開通しないと発表した'],
    ['ko', '의회는 주말까지 다리를 열지 않겠다고 밝혔다'],
  ])('%s', (language, text) => {
    expect(detectLanguage(text)).toBe(language)
  })

  test('says und rather than guess', () => {
    expect(detectLanguage('')).toBe('und')
    expect(detectLanguage('Qarth 12')).toBe('und')
  })
})

test('a stated language counts by its first subtag, an unknown one is detected', () => {
  expect(settledLanguage('pt-BR', 'The council said that it would not open.')).toBe('pt')
  expect(settledLanguage('und', 'The council said that it would not open.')).toBe('en')
  expect(settledLanguage(null, 'Qarth')).toBe('und')
})

describe('a stated language that the text contradicts', () => {
  const report = `Der Rat der Stadt hat am Montag erklärt, dass die alte Brücke über den Fluss nicht vor dem Ende der Woche geöffnet
    wird. Nach dem Sturm vom Sonntag muss erst noch geprüft werden, ob die Pfeiler das Gewicht der Lastwagen tragen, sagte ein
    Sprecher. Bis dahin fahren die Busse eine Umleitung, und auch die Fähre ist wieder in Betrieb.`

  test('gives way to that of a long text', () => {
    expect(settledLanguage('en', report)).toBe('de')
    expect(settledLanguage('de-AT', report)).toBe('de')
  })

  test('stands against a short text, a mixed one, and where its words are not known here', () => {
    expect(settledLanguage('en', report.slice(0, 150))).toBe('en')
    expect(
      settledLanguage('en', `${report} ${'The council of the town said that the bridge is shut. '.repeat(6)}`),
    ).toBe('en')
    expect(settledLanguage('gsw', report)).toBe('gsw')
  })
})
