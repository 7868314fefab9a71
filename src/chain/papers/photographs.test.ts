// Photographs of a destruction: handed in, signed by their hash, printed, and found when somebody exchanged one. Not here: which bytes are a
// photograph (contract/photographs.property.test.ts).
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DocumentId, type EventId, newId, parseId, printId } from '#kernel'
import { type DocumentStore, openDocumentStore, openTypesetter, readDocument, type Typesetter } from '#platform'
import { readPdf } from '#platform/testing'
import { verifyLedger } from '../proof/prove.ts'
import { smallPhotograph, withSegment } from '../testing/photograph.ts'
import { newBatch, openWorld, type Someone, testLaw, type World } from '../testing/world.ts'
import { eventPaper } from './event-paper.ts'
import { needPhotograph, storePhotograph } from './photographs.ts'

let world: World
let folder: string
let store: DocumentStore
let setter: Typesetter
let lot: { batchId: string }
beforeAll(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'grein-photographs-'))
  store = openDocumentStore({ folder })
  setter = openTypesetter()
  const { grower } = world.who
  const plants = newBatch('F1')
  const began = world.now.subtract({ hours: 48 }).toString()
  const planted = { batch: plants, productCode: 'flower', cultivar: 'C', plants: 10, room: '1', occurredAt: began }
  await world.act(grower, 'plant', planted)
  lot = newBatch('F1-harvest')
  const cut = { plantLotId: plants.batchId, plantsCut: 10, batch: { ...lot, name: 'F1-H' }, wetMassMg: '900000' }
  await world.act(grower, 'harvest', { ...cut, occurredAt: world.now.subtract({ hours: 24 }).toString() })
})
afterAll(async () => {
  await setter[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
async function handIn(who: Someone, eventId: EventId, bytes = smallPhotograph as Uint8Array) {
  await needPhotograph(bytes, setter)
  const documentId = newId('document')
  await world.database.transaction(who.actor, (tx) =>
    storePhotograph(tx, who.actor, store, { eventId, documentId, bytes }),
  )
  return { documentId: printId('document', documentId), sha256: sha256(bytes) }
}
type Named = { documentId: string; sha256: string }
const destroy = (eventId: EventId, photographs: readonly Named[], who = world.who.grower) =>
  world.act(who, 'destroy', {
    ...{ eventId: printId('event', eventId), batchId: lot.batchId, state: 'wet', massMg: '1000', method: 'composting' },
    ...{ witnesses: ['st-1', 'st-2'], documents: [], photographs: [...photographs] },
  })

describe('what may be handed in', () => {
  test.each<[string, Uint8Array, string]>([
    ['with a place in it', withSegment(smallPhotograph, 0xe1, 'Exif\0\0 GPS'), 'chain/photograph-tells-more'],
    ['a page', new TextEncoder().encode('<!doctype html><script>'), 'chain/photograph-unreadable'],
    ['with something behind it', Uint8Array.from([...smallPhotograph, 1, 2]), 'chain/photograph-unreadable'],
    ['too large', new Uint8Array(4_000_001), 'chain/photograph-too-large'],
    ['that says it is huge', hugeOne(), 'chain/photograph-too-many-points'],
    ['whole by its segments, and nothing that can be drawn', undrawable(), 'chain/photograph-unreadable'],
  ])('%s is refused', async (_, bytes, code) => {
    await expect(needPhotograph(bytes, setter)).rejects.toThrow(code)
  })
  test('and after those the typesetter still draws', async () => {
    await expect(needPhotograph(smallPhotograph, setter)).resolves.toBeUndefined()
  })
})

describe('a destruction with a photograph', () => {
  test('names it by its hash, prints it, and shows it to the holder and to staff alone', async () => {
    const { grower, packer, authority } = world.who
    const eventId = newId('event')
    const photograph = await handIn(grower, eventId)
    await destroy(eventId, [photograph])
    const paper = await world.database.transaction(grower.actor, (tx) =>
      eventPaper(tx, grower.actor, { eventId, locale: 'nl', law: testLaw, documents: store }),
    )
    const { pages } = await readPdf(await setter.typeset(paper))
    const text = pages.join(' ')
    expect(text).toContain(photograph.sha256)
    expect(text).not.toContain('niet meer wat ondertekend is')
    const read = ({ actor }: Someone) =>
      world.database.transaction(actor, (tx) => readDocument(tx, actor, store, idOf(photograph)))
    await expect(read(grower)).resolves.toMatchObject({ bytes: Buffer.from(smallPhotograph) })
    await expect(read(authority)).resolves.toBeDefined()
    await expect(read(packer)).rejects.toThrow('platform/no-such-document')
  })
  test('is refused with one that was not handed in for it, twice the same, or with another hash', async () => {
    const { grower, packer } = world.who
    const eventId = newId('event')
    const own = await handIn(grower, eventId)
    const other = await handIn(grower, newId('event'))
    const foreign = await handIn(packer, eventId)
    const unknown = { ...own, documentId: printId('document', newId('document')) }
    for (const one of [other, foreign, unknown])
      await expect(destroy(eventId, [one])).rejects.toThrow('chain/photograph-unknown')
    await expect(destroy(eventId, [own, own])).rejects.toThrow('chain/photograph-unknown')
    await expect(destroy(eventId, [{ ...own, sha256: '0'.repeat(64) }])).rejects.toThrow('chain/photograph-changed')
    await expect(destroy(eventId, [own])).resolves.toMatchObject({ outcome: 'recorded' })
  })
})

test('an exchanged photograph is named by the proof, and a file that was swapped is not printed', async () => {
  const { grower } = world.who
  const eventId = newId('event')
  const photograph = await handIn(
    grower,
    eventId,
    withSegment(smallPhotograph, 0xe0, 'JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0'),
  )
  await destroy(eventId, [photograph])
  const faults = async () => (await verifyLedger(world.admin, world.authorityId)).faults
  expect(await faults()).toEqual([])
  const path = join(folder, photograph.sha256.slice(0, 2), photograph.sha256.slice(2))
  expect(await readdir(join(folder, photograph.sha256.slice(0, 2)))).toContain(photograph.sha256.slice(2))
  await writeFile(path, smallPhotograph)
  const print = () =>
    world.database.transaction(grower.actor, (tx) =>
      eventPaper(tx, grower.actor, { eventId, locale: 'nl', law: testLaw, documents: store }),
    )
  const { pages } = await readPdf(await setter.typeset(await print()))
  expect(pages.join(' ')).toContain('niet meer wat ondertekend is')
  await world.admin.query('alter table platform.document disable trigger all')
  await world.admin.query('update platform.document set sha256 = $2 where document_id = $1', [
    idOf(photograph),
    createHash('sha256').update(smallPhotograph).digest(),
  ])
  expect(await faults()).toEqual([{ kind: 'photograph-differs', id: eventId, detail: photograph.documentId }])
})

function idOf({ documentId }: Named): DocumentId {
  return parseId('document', documentId)! // Printed by ourselves.
}

function hugeOne(): Uint8Array {
  const bytes = Uint8Array.from(smallPhotograph)
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0)
  bytes.set([0x7f, 0xff, 0x7f, 0xff], frame + 5)
  return bytes
}

/** Every segment in its place, and a table of quanta that is none. */
function undrawable(): Uint8Array {
  const bytes = Uint8Array.from(smallPhotograph)
  const table = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xdb)
  bytes[table + 4] = 0xff
  return bytes
}
