// What the demo shows of a grower's own program: the climate computer of its drying rooms hands in EPCIS documents through the capture that every
// program goes through. One is taken whole, one event by event with one that is refused, one is refused whole; half a transformation waits for
// its other part. Not here: the acts of the history, which are events too (chain/epcis/project.ts).
import { generateKeyPairSync } from 'node:crypto'
import {
  actContext,
  eventOfAct,
  handIn,
  type LawForChain,
  listBatches,
  profilesIn,
  readDocument,
  runCapture,
} from '#chain'
import { assert, type ClientId, type IdName, newId, parseId, printId, trustId } from '#kernel'
import type { Corpus } from '#law'
import { type Actor, type Database, idempotent, registerClient, systemActor, type TraceContext } from '#platform'
import { actorOf } from './actors.ts'
import type { DemoWorld } from './contract.ts'
import { seededRandom } from './random.ts'

type Seeding = {
  readonly database: Database
  readonly corpus: Corpus
  readonly law: LawForChain
  readonly world: DemoWorld
  readonly trace: TraceContext
  readonly now: () => Temporal.Instant
}
type Event = Readonly<Record<string, unknown>>

/** Twice is once: each document has its key. The door goes by the real clock: a world that ends tomorrow has no event of tomorrow. */
export async function recordDocuments(seeding: Seeding): Promise<void> {
  const { database, corpus, law, world, trace } = seeding
  const now = seeding.now()
  if (Temporal.Instant.compare(now, Temporal.Now.instant()) > 0) return
  const random = seededRandom(`grein-epcis ${world.arguments.seed}`)
  const id = <Name extends IdName>(name: Name) =>
    trustId(name, newId(name, { at: now.epochMilliseconds, random: random.bytes() }))
  const program = await programOf(seeding)
  const house = systemActor(world.authorityId, trace)
  const room = premisesLink(world)
  const dry = (minutes: number, celsius: number, humidity: number): Event =>
    reading({ id: id('event'), at: now.subtract({ minutes }), room, celsius, humidity })
  const tooMuch = await destroyingTooMuch(seeding, now.subtract({ minutes: 35 }), printId('event', id('event')))
  const documents = [
    { behaviour: 'rollback', events: [dry(180, 19.4, 54.1), dry(120, 19.6, 53.2), dry(60, 19.5, 52.8)] },
    { behaviour: 'proceed', events: [dry(45, 19.7, 52.5), ...tooMuch, half(id('event'), now, room)] },
    { behaviour: 'rollback', events: [dry(30, 20.1, 51.9), ...tooMuch] },
  ] as const
  for (const [index, { behaviour, events }] of documents.entries()) {
    const text = JSON.stringify({
      ...{ '@context': actContext, type: 'EPCISDocument', schemaVersion: '2.0' },
      ...{ creationDate: now.toString(), epcisBody: { eventList: events } },
    })
    assert(readDocument(text, 'json').events.length === events.length, 'what the program sends is EPCIS')
    const captureId = await database.transaction(program, (tx) =>
      idempotent<string>(tx, program, { key: `demo-epcis-${index + 1}`, content: index }, () =>
        handIn(tx, program, { text, mediaType: 'json', behaviour, eventCount: events.length }),
      ),
    )
    const profileOn = profilesIn(corpus)
    const input = () => ({ law, profileOn, now, mayRecord: async () => {} }) // Its rights are those it was registered with.
    await runCapture({ database, house, captureId, input })
  }
}

/** Its key is made and thrown away: nobody logs in as it. */
async function programOf({ database, world, trace, now }: Seeding): Promise<Actor> {
  const administrator = actorOf(world, 'grower-a/administrator', { trace, now: now() })
  const { partyId } = administrator
  assert(partyId, 'an administrator is of a party')
  const roles = ['holder-chain-officer'] as const
  const scopes = ['chain:record'] as const
  const name = 'Klimaatcomputer droogkamers'
  const clientId = await database.transaction(systemActor(world.authorityId, trace), (tx) =>
    idempotent<string>(tx, administrator, { key: 'demo-program', content: name }, () => {
      const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
      const desk = { authorityId: world.authorityId, now: now(), audiences: [] }
      const jwks = { keys: [{ ...jwk, kid: 'klimaat-1', alg: 'ES256', use: 'sig' }] }
      return registerClient(tx, desk, { partyId, name, jwks, roles, scopes })
    }),
  )
  return {
    ...{ kind: 'machine', authorityId: world.authorityId, userId: null, clientId: clientId as ClientId, partyId }, // Kept as it was made.
    ...{ roles: [...roles], wall: 'holder', assurance: 'substantial', steppedUpAt: null, scopes: [...scopes], trace },
  }
}

/** As a program of the grower's names the premises: by their GLN. */
function premisesLink(world: DemoWorld): string {
  const { partyId } = world.staff['grower-a/administrator']! // world.ts employs her; a test looks.
  const premises = world.parties.find((party) => party.partyId === partyId)?.premises[0]
  assert(premises?.gln, 'a grower has premises with a GLN')
  return `https://id.gs1.org/414/${premises.gln}`
}

/** A GIAI of the numbers GS1 keeps for examples. */
const sensor = 'https://id.gs1.org/8004/9520000KLIMAAT1'

type Read = {
  readonly id: string
  readonly at: Temporal.Instant
  readonly room: string
  readonly celsius: number
  readonly humidity: number
}

/** How warm and how damp it was, of the place and the sensor that hangs there: it moves nothing and is kept. */
function reading({ id, at, room, celsius, humidity }: Read): Event {
  return {
    ...{ type: 'AssociationEvent', eventID: `urn:uuid:${id}`, action: 'OBSERVE', bizStep: 'sensor_reporting' },
    ...{ parentID: room, childEPCs: [sensor] },
    ...{ eventTime: at.toString(), eventTimeZoneOffset: '+00:00', readPoint: { id: room } },
    sensorElementList: [
      {
        sensorMetadata: { time: at.toString() },
        sensorReport: [
          { type: 'Temperature', value: celsius, uom: 'CEL' },
          { type: 'RelativeHumidity', value: humidity, uom: 'P1' },
        ],
      },
    ],
  }
}

/** Told forty days ago, and what came out of it never: its term is over. */
function half(id: string, now: Temporal.Instant, room: string): Event {
  const at = now.subtract({ hours: 40 * 24 })
  return {
    ...{
      type: 'TransformationEvent',
      eventID: `urn:uuid:${id}`,
      transformationID: 'urn:uuid:7d5a6c1e-9f0b-4c7e-8a55-2f1c0f6d4a10',
    },
    ...{ eventTime: at.toString(), eventTimeZoneOffset: '+00:00', bizStep: 'commissioning', readPoint: { id: room } },
    inputQuantityList: [{ epcClass: 'urn:epc:class:lgtin:952000900.0018.DROOG-38', quantity: 12.5, uom: 'KGM' }],
  }
}

/** More waste than there is: the program reads a wrong scale, and the ledger says so. None where the grower has no waste. */
async function destroyingTooMuch(
  { database, law, world, trace, now }: Seeding,
  at: Temporal.Instant,
  eventId: string,
): Promise<readonly Event[]> {
  const actor = actorOf(world, 'grower-a/chain', { trace, now: now() })
  const filter = { kind: 'harvest', sort: 'opened', order: 'desc', limit: 1 } as const
  const { items } = await database.transaction(actor, (tx) => listBatches(tx, actor, { filter, law }))
  const [batch] = items
  const premises = world.parties.find(({ partyId }) => parseId('party', partyId) === actor.partyId)?.premises[0]
  if (!batch || !premises) return []
  const massMg = '900000000'
  return [
    eventOfAct(
      {
        ...{ kind: 'destroy', eventId, occurredAt: at.toString(), premisesId: premises.premisesId },
        ...{ batchId: batch.batchId, state: 'waste', massMg, method: 'composting' },
        ...{ witnesses: ['A-0137', 'A-0244'], documents: [] },
      },
      { lots: new Map(), movedMg: BigInt(massMg) },
    ),
  ]
}
