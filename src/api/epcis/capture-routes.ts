// Capturing EPCIS events over HTTP: documents by a job, one event at once, how far a capture is. Not here: asking (query-routes.ts),
// checks and the profile (check-routes.ts).
import {
  captureAlone,
  captureEvents,
  capturesPerDayMax,
  chainProblems,
  countCapture,
  epcisProblems,
  epcisQueryProblems,
  handIn,
  nameOf,
  selectCaptures,
  selectFates,
} from '#chain'
import { CaptureJob, EventFate, type EventFates } from '#chain/contract'
import { printId, refuseNow, type TSchema } from '#kernel'
import { type Tx, writeAudit } from '#platform'
import { actRefusals } from '../chain/record-routes.ts'
import type { House } from '../house.ts'
import { apiProblems } from '../http/problems.ts'
import type { App, Reply, Request } from '../http/request-context.ts'
import { problemAnswers, shellRefusals, writeRefusals } from '../http/route.ts'
import { captureBodyLimit, latestOf, readDocuments, refuseFaults, sentDocument } from './capture-body.ts'
import { captureInputFor, captureJob } from './capture-job.ts'
import { isCaptureId, jobOf, needCapture } from './capture-view.ts'
import {
  captureBehaviourOf,
  captureBehaviours,
  captureLimits,
  epcFormats,
  epcisRoot,
  jsonTypes,
  speakEpcis,
  xmlTypes,
} from './headers.ts'
import { addEpcisOptions, addEpcisRead, linkNextPage, onlyPage } from './route.ts'

const action = 'chain:record:capture'
const perPageDefault = 30
const perPageMax = 100

export async function mountEpcisCapture(app: App, house: House): Promise<void> {
  const limits = {
    'GS1-EPCIS-Capture-Limit': `${captureLimits.events}`,
    'GS1-EPCIS-Capture-File-Size-Limit': `${captureLimits.bytes}`,
    'GS1-Capture-Error-Behaviour': captureBehaviours.join(', '),
    'GS1-EPC-Format': epcFormats.join(', '),
    // The standard has no names for an amount in a day.
    'Grein-Capture-Day-Limit': `${house.config.captureBytesPerDayMax}`,
    'Grein-Capture-Day-Count-Limit': `${capturesPerDayMax}`,
  }
  addEpcisOptions(app, house, { path: '/capture', methods: ['GET', 'POST'], more: limits })
  addEpcisOptions(app, house, { path: '/capture/:captureID', methods: ['GET'] })
  mountJobs(app, house)
  await app.register(async (scope) => {
    readDocuments(scope)
    mountCapture(scope, house)
    mountEvent(scope, house)
  })
}

/** Counts what was sent in the transaction that keeps it; the answer says how many bytes are left today. */
async function countSent(
  tx: Tx,
  { house, request, reply }: { house: House; request: Request; reply: Reply },
): Promise<void> {
  const { body, actor } = request
  const size = Buffer.isBuffer(body) ? body.length : 0
  const { captureBytesPerDayMax: bytesPerDayMax } = house.config
  const left = await countCapture(tx, actor, { size, now: house.clock.now(), bytesPerDayMax })
  reply.header('Grein-Capture-Day-Left', `${left.bytes}`)
}

const documentRefusals = [
  apiProblems['content-type'],
  apiProblems['content-encoding'],
  apiProblems['body-too-large'],
  apiProblems['json-unreadable'],
  apiProblems['json-too-deep'],
  apiProblems['json-key-twice'],
  apiProblems['json-key-refused'],
  epcisProblems['version-not-offered'],
  epcisProblems['header-unknown'],
  epcisProblems['document-too-large'],
  epcisProblems['captures-day-full'],
  epcisProblems.unreadable,
  epcisProblems['not-valid'],
]
const consumes = [...jsonTypes, ...xmlTypes]
const described = (schema: TSchema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

function mountCapture(scope: App, house: House): void {
  const job = captureJob(house)
  const latest = latestOf(house)
  scope.post(`${epcisRoot}/capture`, {
    bodyLimit: captureBodyLimit,
    config: { operationId: 'captureEpcisDocument', action, produces: ['application/json'] },
    schema: {
      operationId: 'captureEpcisDocument',
      tags: ['chain'],
      summary: 'Hands in an EPCISDocument or EPCISQueryDocument; Location says where to see how far it is',
      description: `At most ${captureLimits.events} events and ${captureLimits.bytes} bytes. What one organisation may capture in a legal day stands in OPTIONS as Grein-Capture-Day-Limit (bytes) and Grein-Capture-Day-Count-Limit (documents and single events), and each answer says what is left in Grein-Capture-Day-Left. GS1-Capture-Error-Behaviour: ${captureBehaviours.join(' or ')}. JSON-LD, or XML 2.0 and 1.2. An event of a known kind is the same act as by hand.`,
      consumes,
      response: {
        202: described(CaptureJob, 'Handed in; Location is where to ask how far it is.'),
        ...problemAnswers([
          ...shellRefusals,
          ...writeRefusals,
          ...documentRefusals,
          epcisProblems['too-many-events'],
          chainProblems['no-holder'],
        ]),
      },
    },
    async handler(request, reply) {
      const { actor } = request
      speakEpcis(request, reply)
      await house.access.require(actor, action)
      const behaviour = captureBehaviourOf(request)
      const { text, mediaType, read } = sentDocument(request, latest())
      // All or nothing: a document with a fault anywhere is told so at once, with all of them.
      refuseFaults(
        behaviour === 'rollback' ? read : { faults: read.documentFaults, faultCount: read.documentFaults.length },
      )
      const eventCount = read.events.length
      if (eventCount > captureLimits.events)
        refuseNow(epcisProblems['too-many-events'], { count: eventCount, max: captureLimits.events })
      const row = await house.database.transaction(actor, async (tx) => {
        await countSent(tx, { house, request, reply })
        const id = await handIn(tx, actor, { text, mediaType, behaviour, eventCount })
        await house.jobs.send(tx, actor, job, id)
        const resource = { kind: 'chain', id }
        await writeAudit(tx, actor, { action: 'chain/captureEpcisDocument', resource, outcome: 'done' })
        return needCapture(tx, actor, { captureID: id })
      })
      return reply
        .code(202)
        .header('GS1-Capture-Error-Behaviour', behaviour)
        .header('location', `${epcisRoot}/capture/${row.captureId}`)
        .send(jobOf(row, request.locale))
    },
  })
}

/** One event, at once: 201 with its address, or 409 when it is there already. */
function mountEvent(scope: App, house: House): void {
  const inputFor = captureInputFor(house)
  const latest = latestOf(house)
  scope.post(`${epcisRoot}/events`, {
    bodyLimit: captureBodyLimit,
    config: { operationId: 'captureEpcisEvent', action, produces: ['application/json'] },
    schema: {
      operationId: 'captureEpcisEvent',
      tags: ['chain'],
      summary:
        'Captures one event at once; Location is its address, and /proof below it the proof that it is in the log',
      consumes,
      response: {
        201: described(EventFate, 'Captured: what became of it.'),
        ...problemAnswers([
          ...shellRefusals,
          ...writeRefusals,
          ...documentRefusals,
          ...actRefusals,
          epcisProblems['event-exists'],
          epcisProblems['event-changed'],
          epcisProblems['transformation-whole'],
          epcisProblems['mass-imbalance'],
          epcisProblems['lot-differs'],
          epcisProblems['not-as-profiled'],
          epcisProblems['too-many-events'],
        ]),
      },
    },
    async handler(request, reply) {
      const { actor } = request
      speakEpcis(request, reply)
      await house.access.require(actor, action)
      const { read } = sentDocument(request, latest())
      refuseFaults(read)
      const [event, ...more] = read.events
      if (!event || more.length > 0)
        return refuseNow(epcisProblems['too-many-events'], { count: read.events.length, max: 1 })
      const input = { ...inputFor(actor), captureId: null }
      const fate = await captureAlone(
        house.database,
        actor,
        () => event,
        async (tx) => {
          const [done] = await captureEvents(tx, actor, [event], input)
          if (!done || done.outcome === 'already') return null
          await countSent(tx, { house, request, reply })
          const resource = { kind: 'event', id: done.rowId }
          await writeAudit(tx, actor, { action: 'chain/captureEpcisEvent', resource, outcome: 'done' })
          return {
            eventID: done.name,
            eventIndex: null,
            type: event.expanded.type,
            eventTime: event.expanded.eventTime,
            became: done.recorded ? ('act' as const) : ('kept' as const),
            act: done.actKind,
            mass: done.mass,
            chainEventId: done.recorded?.eventId ?? null,
          } satisfies EventFate
        },
      )
      if (!fate) return refuseNow(epcisProblems['event-exists'], { eventId: nameOf(event) })
      return reply
        .code(201)
        .header('location', `${epcisRoot}/events/${encodeURIComponent(fate.eventID)}`)
        .send(fate)
    },
  })
}

function mountJobs(app: App, house: House): void {
  const refusals = [epcisProblems['unknown-capture']]
  addEpcisRead(app, house, {
    path: '/capture',
    operationId: 'listEpcisCaptures',
    summary: 'What your organisation handed in, newest first',
    action: 'chain:read-events',
    refusals: [epcisQueryProblems['query-parameter'], epcisQueryProblems['page-token']],
    async handle({ actor, query, request, reply, transaction }) {
      const { perPage = perPageDefault, token: before = null } = onlyPage(query)
      // From the beginning again would be an answer without end to who reads on.
      if (before !== null && !isCaptureId(before)) refuseNow(epcisQueryProblems['page-token'], {})
      const limit = Math.min(perPage, perPageMax)
      const rows = await transaction((tx) =>
        selectCaptures(tx, { authorityId: actor.authorityId, before, limit: limit + 1 }),
      )
      const page = rows.slice(0, limit)
      linkNextPage(request, reply, rows.length > limit ? { token: page.at(-1)?.captureId ?? '' } : null)
      return JSON.stringify(page.map((row) => jobOf(row, request.locale)))
    },
  })

  addEpcisRead(app, house, {
    path: '/capture/:captureID',
    operationId: 'readEpcisCapture',
    summary: 'How far a capture is, and what went wrong where',
    action: 'chain:read-events',
    refusals,
    handle: async ({ actor, params, request, transaction }) =>
      JSON.stringify(jobOf(await transaction((tx) => needCapture(tx, actor, params)), request.locale)),
  })

  addEpcisRead(app, house, {
    path: '/capture/:captureID/events',
    operationId: 'listEpcisCaptureEvents',
    summary: 'What became of each event of a capture: an act of the ledger, or kept',
    action: 'chain:read-events',
    refusals,
    handle: ({ actor, params, transaction }) =>
      transaction(async (tx) => {
        const row = await needCapture(tx, actor, params)
        const fates = await selectFates(tx, actor.authorityId, row.captureId)
        const items = fates.map(
          ({ name, place, type, eventTime, became, actKind, mass, chainEventId }) =>
            ({
              eventID: name,
              eventIndex: place,
              type,
              eventTime: eventTime.toString(),
              became,
              act: actKind,
              mass,
              chainEventId: chainEventId === null ? null : printId('event', chainEventId),
            }) satisfies EventFate,
        )
        return JSON.stringify({ items } satisfies EventFates)
      }),
  })
}
