/** Union-find over names: which of them are linked, directly or by way of others (Tarjan 1975, with path halving). */
export class LinkedGroups {
  readonly #parents = new Map<string, string>()

  link(a: string, b: string): void {
    const [rootA, rootB] = [this.groupOf(a), this.groupOf(b)]
    // The lower name leads its group, so that a group is called the same whatever came first.
    if (rootA < rootB) this.#parents.set(rootB, rootA)
    else if (rootB < rootA) this.#parents.set(rootA, rootB)
  }

  /** The name by which a group is called: its lowest member. A name that nothing was linked with is its own group. */
  groupOf(name: string): string {
    let at = name
    for (;;) {
      const parent = this.#parents.get(at)
      if (parent === undefined) return at
      const above = this.#parents.get(parent)
      if (above !== undefined) this.#parents.set(at, above)
      at = parent
    }
  }

  /** Groups of two and more by their name, members in order. */
  all(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>()
    for (const name of this.#parents.keys()) {
      const group = this.groupOf(name)
      const members = groups.get(group)
      if (members) members.push(name)
      else groups.set(group, [group, name])
    }
    for (const members of groups.values()) members.sort()
    return groups
  }
}
