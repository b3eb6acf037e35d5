/** What a rank was made of: the parts are already weighted, so they add up to the last row. */
export function RankComponents({ components }: { components: Readonly<Record<string, number>> }) {
  return (
    <table class="figures">
      <tbody>
        {[...Object.entries(components), ['together', scoreOf(components)] as const].map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{value.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const scoreOf = (components: Readonly<Record<string, number>>): number =>
  Object.values(components).reduce((sum, value) => sum + value, 0)
