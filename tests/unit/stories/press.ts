import type { ClusterArticle } from '../../../src/stories/cluster-article.ts'

const start = Date.UTC(2026, 2, 2, 6)

/** An article with only what a test is about; times are hours after the first morning. */
export function article(
  id: string,
  more: Partial<Omit<ClusterArticle, 'publishedAt'>> & { hour?: number | null } = {},
): ClusterArticle {
  const { hour = 0, ...rest } = more
  return {
    id,
    url: `https://press.example/${id}`,
    publisher: 'press.example',
    ownerGroup: null,
    title: '',
    text: '',
    language: 'en',
    ...rest,
    publishedAt: hour === null ? null : new Date(start + hour * 3_600_000),
  }
}

export const ferry = {
  title: 'Ferry Astrid runs aground off Port Elim with 212 aboard',
  text: `The ferry Astrid ran aground on a sandbank off Port Elim early on Monday with 212 passengers and 31 crew aboard,
    the coastguard of Norland said. Four people were treated for bruises and nobody was missing. Captain Ida Orme told
    the harbour office that the rudder stopped answering nine minutes after the ship had left the quay. Two tugs from
    Tarvik reached the Astrid before noon and lifeboats carried the passengers ashore in groups of forty. The Norland
    transport ministry ordered an inspection of the three sister ships, which carry about 5,400 people a day between
    Port Elim and the islands. A diver found no leak, and the company, Elim Lines, hopes to refloat the ship with the
    evening tide. Schools on the island of Sund stayed shut because their teachers could not cross the strait.`,
}

export const ferryAgain = {
  title: 'Passengers of stranded ferry Astrid brought ashore near Port Elim',
  text: `More than two hundred people spent the morning on the stranded ferry Astrid before lifeboats took them back to
    Port Elim on Monday. The ship of Elim Lines sits on a sandbank; Norland's coastguard spoke of four slightly injured.
    Ida Orme, the captain, blamed a rudder that failed soon after departure. The transport ministry wants the sister
    ships of the Astrid looked at before they sail to Sund again.`,
}

export const orchard = {
  title: 'Late frost ruins half of the apple harvest in Velden valley',
  text: `Growers in the Velden valley expect to lose half of their apples after three nights of frost, the farmers'
    union said on Monday. Temperatures fell to minus six degrees while the trees stood in full bloom. Union chairman
    Per Halvard asked the regional parliament for 18 million crowns in aid and for cheaper insurance. Cider makers buy
    nearly all of the crop. Last year the valley picked 74,000 tonnes, the most since records began.`,
}

/** A notice of one form: only names and figures differ. */
export const results = (
  company: string,
  place: string,
  [profit, before, sales]: readonly [number, number, number],
) => ({
  title: `${company} reports quarterly profit of ${profit} million crowns`,
  text: `${company} of ${place} reported on Tuesday a profit of ${profit} million crowns for the quarter, compared with
    ${before} million crowns in the same period a year earlier. Sales came to ${sales} million crowns, the company said
    in a statement to the exchange. Analysts had expected a different result on average. The board proposes to keep the
    dividend as it is and will ask the shareholders at the general meeting in spring. For the current quarter the
    company expects sales in the same range and no further changes in staff. Shares of ${company} were little changed.`,
})
