import { type Member, Original } from './original.ts'

/** A group of originals that tell one event, with their copies, while it is open. */
export class Story {
  readonly id: string
  /** Originals and copies, in the order in which they came to the story. */
  readonly members: Member[] = []
  /** In stream order. */
  readonly originals: Original[] = []
  /** Ids of the stories that it took over. */
  readonly formerIds: string[] = []
  firstAt = Infinity
  lastAt = -Infinity
  /** Place in the stream of its first article: the older of two stories is the one with the lower. */
  sequence = Infinity

  constructor(id: string) {
    this.id = id
  }

  /** A copy keeps its story open but is no report of its own. */
  add(member: Member): void {
    member.story = this
    this.members.push(member)
    this.#span(member)
    if (!(member instanceof Original)) return
    const last = this.originals.at(-1)
    if (last && last.sequence > member.sequence) this.#reorder([...this.originals, member])
    else this.originals.push(member)
  }

  /** Takes over all of another story; its originals are in stream order afterwards, as if they had come here at once. */
  absorb(other: Story): void {
    for (const member of other.members) {
      member.story = this
      this.members.push(member)
      this.#span(member)
    }
    this.formerIds.push(other.id, ...other.formerIds)
    this.#reorder([...this.originals, ...other.originals])
  }

  /** Lets some of its members go. O(its members). */
  release(leaving: ReadonlySet<Member>): void {
    const staying = this.members.filter((member) => !leaving.has(member))
    this.members.splice(0, this.members.length, ...staying)
    this.firstAt = Infinity
    this.lastAt = -Infinity
    this.sequence = Infinity
    for (const member of staying) this.#span(member)
    this.#reorder(this.originals.filter((original) => !leaving.has(original)))
  }

  #span({ at, sequence }: Member): void {
    this.firstAt = Math.min(this.firstAt, at)
    this.lastAt = Math.max(this.lastAt, at)
    this.sequence = Math.min(this.sequence, sequence)
  }

  #reorder(originals: readonly Original[]): void {
    const ordered = originals.toSorted((a, b) => a.sequence - b.sequence)
    this.originals.splice(0, this.originals.length, ...ordered)
  }
}
