import type { Answer } from '../reader-answer.ts'
import { actAddress, type ReaderLinks } from '../reader-links.ts'
import { Button } from './reader-page.tsx'

/** What came of a button, with the way back. */
export function ReaderAnswer({ answer, links }: { answer: Answer | null; links: ReaderLinks }) {
  if (!answer) return null
  const { words, isRefusal, undo, place } = answer
  return (
    <div class={isRefusal ? 'answer alarm' : 'answer'} role={isRefusal ? 'alert' : 'status'}>
      <p>{words}</p>
      {undo && (
        <Button action={actAddress(links, undo.act, place)} fields={undo.fields}>
          {undo.words ?? 'Undo'}
        </Button>
      )}
    </div>
  )
}
