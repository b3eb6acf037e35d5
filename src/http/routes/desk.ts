import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { outcomeInWords, sendTestMail } from '../../deliveries/test-mail.tsx'
import { approve } from '../../digests/desk/approve.ts'
import type { Edit, EditProblem } from '../../digests/desk/edit.ts'
import { countRecipients, type DeskSlot, findDeskSlot, listEdits } from '../../digests/desk/repository.ts'
import { type Closed, type Conflict, saveEdit } from '../../digests/desk/save-edit.ts'
import type { Digest } from '../../digests/digest.ts'
import { findDigest } from '../../digests/repository-digest.ts'
import { UsageError } from '../../errors.ts'
import { addresses } from '../addresses.ts'
import { keepAnswer, keepEditor, readEditor, takeAnswer } from '../desk-cookies.ts'
import { anchorOf, EditFields, editorName, placeOf, Signature } from '../desk-form.ts'
import { readDesk } from '../desk-view.ts'
import { PageNotFoundError, readForm, readParameters } from '../page-errors.ts'
import { approvePage } from '../pages/desk-approve-page.tsx'
import { closedDeskPage, conflictPage } from '../pages/desk-conflict-page.tsx'
import { deskPage } from '../pages/desk-page.tsx'
import { day, digestName } from '../parameters.ts'
import { refuseForeignForm } from '../same-site.ts'
import { sendPage } from '../send-page.ts'
import type { DeskNeeds, WebNeeds } from '../web-needs.ts'

const MOST_FORM_BYTES = 32 * 1024
const DeskParameters = z.object({ digest: digestName, day })
const Opened = z.object({ change: z.string('one place is expected').max(100).optional() })

type Needs = WebNeeds & { readonly desk: DeskNeeds }

/** `/editions/DIGEST/DATE/desk`: a draft to change, approve and mail to oneself. What changes something is posted. */
export function routeDesk(app: FastifyInstance, { desk, ...others }: WebNeeds): void {
  if (!desk) return
  const needs: Needs = { ...others, desk }
  const guard = { publicHost: new URL(desk.mailing.linkBase).host, isOpen: needs.isOpen }
  void app.register((pages, _options, done) => {
    pages.removeAllContentTypeParsers()
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_FORM_BYTES },
      (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    pages.addHook('onRequest', (request, reply, parsed) => {
      // With `no-referrer` browsers hide where a form comes from, from this server too (Fetch 4.7).
      void reply.header('referrer-policy', 'same-origin')
      if (request.method === 'POST') refuseForeignForm(request, guard)
      parsed()
    })
    const path = '/editions/:digest/:day/desk'
    pages.get(path, (request, reply) => showDesk(request, reply, needs))
    pages.post(path, (request, reply) => edit(request, reply, needs))
    pages.post(`${path}/name`, (request, reply) => giveName(request, reply, needs))
    pages.post(`${path}/test`, (request, reply) => test(request, reply, needs))
    pages.get(`${path}/approve`, (request, reply) => askApproval(request, reply, needs))
    pages.post(`${path}/approve`, (request, reply) => approveDraft(request, reply, needs))
    done()
  })
}

interface Asked {
  readonly digest: Digest
  readonly localDate: string
  readonly slot: DeskSlot | null
  /** Of the desk page. */
  readonly address: string
}

async function askedOf({ params }: FastifyRequest, { db }: Needs): Promise<Asked> {
  const asked = readParameters(DeskParameters, params)
  const digest = await findDigest(db, asked.digest)
  if (!digest) throw new PageNotFoundError(`there is no digest ${asked.digest}`)
  const slot = await findDeskSlot(db, digest.id, asked.day)
  return { digest, localDate: asked.day, slot, address: addresses.desk(digest.name, asked.day) }
}

interface Rejected {
  readonly edit: Edit
  readonly problems: readonly EditProblem[]
}

async function showDesk(request: FastifyRequest, reply: FastifyReply, needs: Needs, rejected: Rejected | null = null) {
  const { digest, localDate, slot } = await askedOf(request, needs)
  if (!slot) throw new PageNotFoundError(`no edition of ${digest.name} is planned for ${localDate}`)
  const typed = typedIn(rejected?.edit ?? null)
  if (slot.state !== 'draft' || !slot.draft) return showClosed(reply, needs, { digest, slot, typed })
  const { change } = readParameters(Opened, request.query)
  const view = await readDesk(needs, digest, slot, slot.draft, {
    editor: readEditor(request),
    open: rejected ? placeOf(rejected.edit) : (change ?? null),
    typed,
    problems: rejected?.problems ?? [],
    answer: takeAnswer(request, reply),
  })
  return sendPage(reply, needs, deskPage(view), rejected ? 422 : 200)
}

const typedIn = (edit: Edit | null): string | null => (edit && 'text' in edit ? edit.text : null)

interface ClosedDesk {
  readonly digest: Digest
  readonly slot: DeskSlot
  readonly typed: string | null
}

async function showClosed(reply: FastifyReply, needs: Needs, closed: ClosedDesk, status = 200) {
  const edits = await listEdits(needs.db, closed.slot)
  return sendPage(reply, needs, closedDeskPage({ ...closed, edits, now: needs.clock.now() }), status)
}

async function edit(request: FastifyRequest, reply: FastifyReply, needs: Needs) {
  const { digest, localDate, address } = await askedOf(request, needs)
  const signature = readForm(Signature, request.body)
  const wanted = readForm(EditFields, request.body)
  const { db, desk, clock } = needs
  const signed = { ...signature, edit: wanted }
  const saved = await saveEdit(db, desk.checkRewording, { id: digest.id, localDate }, signed, clock.now())
  if (saved.kind === 'saved') return reply.redirect(`${address}#${anchorOf(wanted)}`, 303)
  if (saved.kind === 'refused') return showDesk(request, reply, needs, { edit: wanted, problems: saved.problems })
  return showOvertaken(request, reply, needs, saved, wanted)
}

/** Others have changed, approved or sent the draft meanwhile: the editor is told, and loses nothing that was typed. */
async function showOvertaken(
  request: FastifyRequest,
  reply: FastifyReply,
  needs: Needs,
  overtaken: Conflict | Closed,
  wanted: Edit | null,
) {
  const { digest, localDate, address } = await askedOf(request, needs)
  if (overtaken.kind === 'closed') {
    if (!overtaken.slot) throw new PageNotFoundError(`no edition of ${digest.name} is planned for ${localDate}`)
    return showClosed(reply, needs, { digest, slot: overtaken.slot, typed: typedIn(wanted) }, 409)
  }
  const { author } = readForm(Signature, request.body)
  return sendPage(reply, needs, conflictPage({ digest, localDate, address, author, wanted, conflict: overtaken }), 409)
}

async function giveName(request: FastifyRequest, reply: FastifyReply, needs: Needs) {
  const { address } = await askedOf(request, needs)
  keepEditor(reply, readForm(z.object({ author: editorName }), request.body).author)
  return reply.redirect(address, 303)
}

async function test(request: FastifyRequest, reply: FastifyReply, needs: Needs) {
  const { digest, slot, address } = await askedOf(request, needs)
  if (slot?.state !== 'draft' || !slot.draft) throw new PageNotFoundError(`${digest.name} has no draft of that day`)
  const { to } = readForm(z.object({ to: z.string('an address is expected').max(320) }), request.body)
  keepAnswer(reply, await testInWords(needs, slot.draft, to))
  return reply.redirect(`${address}#test`, 303)
}

async function testInWords({ db, desk, clock }: Needs, draft: NonNullable<DeskSlot['draft']>, to: string) {
  try {
    const sent = await sendTestMail({ db, ...desk }, { content: draft.content }, to, clock.now())
    return `Test mail to ${sent.address}: ${outcomeInWords(sent.outcome)}`
  } catch (error) {
    if (error instanceof UsageError) return `No test mail was sent: ${error.message}`
    throw error
  }
}

async function askApproval(request: FastifyRequest, reply: FastifyReply, needs: Needs) {
  const { digest, slot, localDate, address } = await askedOf(request, needs)
  if (!slot) throw new PageNotFoundError(`no edition of ${digest.name} is planned for ${localDate}`)
  if (slot.state !== 'draft' || !slot.draft) return showClosed(reply, needs, { digest, slot, typed: null })
  const recipients = await countRecipients(needs.db, slot, needs.clock.now())
  const editor = readEditor(request)
  return sendPage(reply, needs, approvePage({ digest, slot, draft: slot.draft, recipients, editor, address }))
}

async function approveDraft(request: FastifyRequest, reply: FastifyReply, needs: Needs) {
  const { digest, localDate } = await askedOf(request, needs)
  const signature = readForm(Signature, request.body)
  const approved = await approve(needs.db, needs.desk.freezeDraft, digest, localDate, signature, needs.clock.now())
  if (approved.kind !== 'approved') return showOvertaken(request, reply, needs, approved, null)
  keepEditor(reply, signature.author)
  return reply.redirect(addresses.edition(digest.name, localDate), 303)
}
