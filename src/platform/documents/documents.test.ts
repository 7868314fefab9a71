// Documents against what people and disks do: wrong kinds, full disks, others' walls, exchanged files. Not here: HTTP uploads.
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, Refused, sayRefusal, utf8, verifyProofFile } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { Actor } from '../actor.ts'
import { fixedClock } from '../clock/clock.ts'
import { openLogSigner, proofFor, sealOnce } from '../log/index.ts'
import {
  documentSizeMax,
  documentsPerDayMax,
  findDocument,
  listDocuments,
  type NewDocument,
  readDocument,
  storeDocument,
} from './documents.ts'
import { isOfType } from './media-type.ts'
import { countForDay } from './per-day.ts'
import { type DocumentStore, openDocumentStore } from './store.ts'

let world: TestDatabase
let folder: string
let store: DocumentStore
let holder: Actor
let stranger: Actor
beforeAll(async () => {
  world = await openTestDatabase({ upTo: 'platform' })
  folder = await mkdtemp(join(tmpdir(), 'grein-documents-'))
  store = openDocumentStore({ folder })
  holder = world.actorFor({ wall: 'holder', partyId: newId('party') })
  stranger = world.actorFor({ wall: 'holder', partyId: newId('party') })
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const pdf = (content = '') => utf8(`%PDF-1.7\n${content}\n%%EOF\n`)
const aDocument = (changes: Partial<NewDocument> = {}): NewDocument => ({
  documentId: newId('document'),
  fileName: 'certificaat 1.pdf',
  mediaType: 'application/pdf',
  bytes: pdf(newId('document')),
  ...changes,
})
const hand = (document: NewDocument, actor = holder, into = store) =>
  world.database.transaction(actor, (tx) => storeDocument(tx, actor, into, document))
const codeOf = async (attempt: Promise<unknown>) => {
  const caught = await attempt.then(
    () => null,
    (error: unknown) => error,
  )
  return caught instanceof Refused ? caught.refusal.problem.code : caught
}
const filesIn = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

test('a document comes back byte for byte, and its hash is in the log', async () => {
  const document = aDocument()
  const view = await hand(document)
  expect(view).toMatchObject({
    fileName: 'certificaat 1.pdf',
    mediaType: 'application/pdf',
    size: document.bytes.length,
  })
  const read = await world.database.transaction(holder, (tx) => readDocument(tx, holder, store, document.documentId))
  expect(Buffer.from(document.bytes).equals(read.bytes)).toBe(true)
  const signer = openLogSigner({ seed: new Uint8Array(32).fill(1), name: 'grein.example/log' })
  await sealOnce(world.database, world.authorityId, { signer })
  const proof = await world.database.transaction(holder, (tx) => proofFor(tx, holder, document.documentId))
  expect(verifyProofFile(proof).isValid).toBe(true)
  expect(JSON.parse(proof.record!)).toEqual({
    kind: 'document',
    documentId: view.documentId,
    mediaType: 'application/pdf',
    sha256: view.sha256,
    size: view.size,
  })
  expect(proof.record).not.toContain('certificaat') // A name may be a person's; the log cannot forget.
})

test('handed in twice it is one document; under the same number another is refused, whoever had it', async () => {
  const document = aDocument()
  const first = await hand(document)
  expect(await hand(document)).toEqual(first)
  expect(await codeOf(hand({ ...document, bytes: pdf('other') }))).toBe('platform/document-changed')
  expect(await codeOf(hand({ ...document, fileName: 'b.pdf' }))).toBe('platform/document-changed')
  expect(await codeOf(hand(document, stranger))).toBe('platform/document-changed')
  const kept = (await filesIn()).length
  expect(await codeOf(hand({ ...document, bytes: pdf('to fill a disk') }, stranger))).toBe('platform/document-changed')
  expect((await filesIn()).length).toBe(kept)
})

test('two at the same moment end as one', async () => {
  const document = aDocument()
  const answers = await Promise.allSettled([hand(document), hand(document)])
  expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true)
  const { rows } = {
    rows: await world.admin.query('select from platform.document where document_id = $1', [document.documentId]),
  }
  expect(rows).toHaveLength(1)
})

test('whoever is not named does not see it, and does not learn that it exists', async () => {
  const subject = { kind: 'batch', id: newId('batch') }
  const { documentId } = await hand(aDocument({ subject })).then((view) => ({
    documentId: view.documentId.slice(4) as never,
  }))
  for (const actor of [
    stranger,
    world.actorFor({ wall: 'public' }),
    { ...world.staff, authorityId: newId('authority') },
  ]) {
    const found = world.database.transaction(actor, (tx) => findDocument(tx, actor, documentId))
    expect(await codeOf(found)).toBe('platform/no-such-document')
    expect(await world.database.transaction(actor, (tx) => listDocuments(tx, actor, subject))).toEqual([])
  }
  for (const actor of [holder, world.staff]) {
    expect(await world.database.transaction(actor, (tx) => listDocuments(tx, actor, subject))).toHaveLength(1)
  }
})

test('the public hands nothing in', async () => {
  const attempt = hand(aDocument(), world.actorFor({ wall: 'public' }))
  await expect(attempt).rejects.toMatchObject({ code: '42501' })
})

describe('what is not a document is refused, and nothing is kept of it', () => {
  const cases: [string, Partial<NewDocument>, string][] = [
    ['nothing', { bytes: new Uint8Array() }, 'document-empty'],
    ['too much', { bytes: new Uint8Array(documentSizeMax + 1) }, 'document-too-large'],
    ['a program', { mediaType: 'application/x-msdownload' }, 'document-kind'],
    ['a web page', { mediaType: 'text/html', bytes: utf8('<p>hello</p>') }, 'document-kind'],
    [
      'a picture that says it is a PDF',
      { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xd9) },
      'document-not-what-it-says',
    ],
    ['half a PDF', { bytes: utf8('%PDF-1.7\nhalf') }, 'document-not-what-it-says'],
    ['broken JSON', { mediaType: 'application/json', bytes: utf8('{') }, 'document-not-what-it-says'],
    [
      'text that is no UTF-8',
      { mediaType: 'text/csv; charset=utf-8', bytes: Uint8Array.of(0x61, 0xe9) },
      'document-not-what-it-says',
    ],
    [
      'bytes that call themselves text',
      { mediaType: 'text/plain', bytes: Uint8Array.of(0, 1, 2) },
      'document-not-what-it-says',
    ],
    [
      'XML that reaches outside',
      {
        mediaType: 'text/xml',
        bytes: utf8('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      },
      'document-not-what-it-says',
    ],
    ['a path for a name', { fileName: '../../etc/passwd' }, 'document-name'],
    ['a name of dots', { fileName: '..' }, 'document-name'],
    ['a name with a line in it', { fileName: 'a\nb.pdf' }, 'document-name'],
    ['a name written backwards', { fileName: 'fdp.\u202eexe' }, 'document-name'],
    ['no name', { fileName: '' }, 'document-name'],
    ['a name without end', { fileName: 'a'.repeat(201) }, 'document-name'],
  ]
  test.each(cases)('%s', async (_, changes, expected) => {
    const before = await filesIn()
    expect(await codeOf(hand(aDocument(changes)))).toBe(`platform/${expected}`)
    expect(await filesIn()).toHaveLength(before.length)
  })
})

test.each([
  ['image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52), true],
  ['image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), false],
  ['image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0xff, 0xd9), true],
  ['application/json', utf8('{"a":[1,2]}'), true],
  ['application/xml', utf8('<?xml version="1.0"?><a>é</a>'), true],
  ['text/csv', utf8('naam;massa\r\n"é";1\t\n'), true],
] as const)('%s %#: %o', (mediaType, bytes, expected) => {
  expect(isOfType(bytes, mediaType)).toBe(expected)
})

describe('the disk', () => {
  test('full in the middle of a file: a refusal, and no trace of the half', async () => {
    const before = await filesIn()
    const full = openDocumentStore({
      folder,
      write: async (path, bytes) => {
        await writeFile(path, bytes.subarray(0, 5))
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      },
    })
    const document = aDocument()
    expect(await codeOf(hand(document, holder, full))).toBe('platform/documents-full')
    expect(await filesIn()).toHaveLength(before.length)
    expect(
      await world.admin.query('select from platform.document where document_id = $1', [document.documentId]),
    ).toEqual([])
    expect((await hand(document)).size).toBe(document.bytes.length) // And later it succeeds with the same number.
  })

  test('a file that was exchanged, cut or lost is never handed out', async () => {
    const document = aDocument()
    const { sha256 } = await hand(document)
    const path = join(folder, sha256.slice(0, 2), sha256.slice(2))
    const read = () => world.database.transaction(holder, (tx) => readDocument(tx, holder, store, document.documentId))
    const exchanged = document.bytes.slice()
    exchanged[10]! ^= 1
    await writeFile(path, exchanged)
    expect(await codeOf(read())).toBe('platform/document-damaged')
    await truncate(path, 3)
    expect(await codeOf(read())).toBe('platform/document-damaged')
    await rm(path)
    expect(await codeOf(read())).toBe('platform/document-damaged')
    expect(await store.put(document.bytes)).toBe(sha256)
    expect((await read()).bytes).toHaveLength(document.bytes.length)
  })

  test('a transaction that rolls back leaves no document behind', async () => {
    const document = aDocument()
    const attempt = world.database.transaction(holder, async (tx) => {
      await storeDocument(tx, holder, store, document)
      throw new Error('the rest of the request failed')
    })
    await expect(attempt).rejects.toThrow('the rest of the request failed')
    const found = world.database.transaction(holder, (tx) => findDocument(tx, holder, document.documentId))
    expect(await codeOf(found)).toBe('platform/no-such-document')
  })
})

describe('what one party stores in a legal day', () => {
  const lastMinute = '2026-03-28T22:59:00Z' // 23:59 in Amsterdam, on the eve of a day of 23 hours.
  const ofSize = (size: number) => {
    const bytes = utf8(newId('document').padEnd(size, '.'))
    return aDocument({ mediaType: 'text/plain', fileName: 'a.txt', bytes })
  }
  const aHolder = () => world.actorFor({ wall: 'holder', partyId: newId('party') })
  const full = 'platform/documents-day-full'
  const day = (bytesPerDayMax = 1000) => {
    const clock = fixedClock(lastMinute)
    return { clock, into: openDocumentStore({ folder, bytesPerDayMax, clock }) }
  }

  test('ends at the most to the byte, says what is left and when, costs no disk, and begins anew the next day', async () => {
    const { clock, into } = day()
    const actor = aHolder()
    const first = ofSize(400)
    await hand(first, actor, into)
    const kept = (await filesIn()).length
    const refused = await hand(ofSize(601), actor, into).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      refusal: { problem: { code: full }, params: { size: 601, left: 600, freeOn: '2026-03-29', seconds: 60 } },
    })
    expect(await filesIn()).toHaveLength(kept)
    await hand(ofSize(600), actor, into) // What was refused was not counted.
    expect(await codeOf(hand(ofSize(36), actor, into))).toBe(full)
    expect(await hand(first, actor, into)).toMatchObject({ size: 400 }) // The same again stores nothing.
    clock.advance({ minutes: 1 })
    await hand(ofSize(1000), actor, into)
    const tomorrow = await hand(ofSize(36), actor, into).catch((error: unknown) => error)
    expect(tomorrow).toMatchObject({ refusal: { params: { left: 0, freeOn: '2026-03-30', seconds: 23 * 3600 } } })
  })

  test('has a most in pieces too: many tiny ones fill the disk with their rows', async () => {
    const { into } = day()
    const actor = aHolder()
    await hand(ofSize(36), actor, into)
    await world.database.transaction(actor, (tx) =>
      sql`update platform.stored_day set pieces = ${documentsPerDayMax - 1}`.execute(tx),
    )
    await hand(ofSize(36), actor, into)
    const refused = await hand(ofSize(36), actor, into).catch((error: unknown) => error)
    expect(refused).toMatchObject({ refusal: { problem: { code: full }, params: { left: 928, piecesLeft: 0 } } })
    expect(sayRefusal((refused as Refused).refusal, 'en').detail).toContain('no document more can be stored')
    const now = Temporal.Instant.from(lastMinute)
    const piece = { what: 'capture', size: 36, now, most: { bytes: 1000, pieces: 2 } } as const
    const counted = await world.database.transaction(actor, (tx) => countForDay(tx, actor, piece))
    expect(counted).toEqual({ kind: 'counted', left: { bytes: 964, pieces: 1 } }) // Of captures there is another count.
  })

  test('is one amount for all of a party, and none of another', async () => {
    const { into } = day()
    const partyId = newId('party')
    const person = { ...world.actorFor({ wall: 'holder', partyId }), userId: newId('user') }
    const program = { ...world.actorFor({ wall: 'holder', partyId }), userId: null, clientId: newId('client') }
    await hand(ofSize(1000), person, into)
    expect(await codeOf(hand(ofSize(36), program, into))).toBe(full)
    await hand(ofSize(1000), aHolder(), into)
  })

  test('holds for staff, each person and program for itself', async () => {
    const { into } = day()
    const [one, other] = [newId('user'), newId('user')].map((userId) => ({ ...world.staff, userId }))
    await hand(ofSize(1000), one!, into) // Two were made.
    expect(await codeOf(hand(ofSize(36), one!, into))).toBe(full)
    await hand(ofSize(1000), other!, into)
  })

  test.each([
    ['stored', full],
    ['rolled back', null],
  ] as const)('of two at once the second waits, and finds what the first left: %s', async (ending, expected) => {
    const { into } = day()
    const actor = aHolder()
    const atTheGate = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const first = world.database.transaction(actor, async (tx) => {
      await storeDocument(tx, actor, into, ofSize(600))
      atTheGate.resolve()
      await gate.promise
      if (ending === 'rolled back') throw new Error('the rest of the request failed')
    })
    await atTheGate.promise
    const second = codeOf(hand(ofSize(600), actor, into))
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(() => world.admin.query(waiting), { timeout: 20_000 }).toHaveLength(1)
    gate.resolve()
    expect((await Promise.allSettled([first]))[0].status).toBe(ending === 'stored' ? 'fulfilled' : 'rejected')
    expect(await second).toBe(expected)
  })

  test('is counted by nobody else: a row under another sender is refused, and the count of another is not there to change', async () => {
    const actor = aHolder()
    const other = aHolder()
    const attempt = world.database.transaction(actor, (tx) =>
      sql`insert into platform.stored_day (authority_id, sender, what, stored_on, size, pieces)
          values (${world.authorityId}, ${other.partyId}, 'document', '2026-03-28', 1, 1)`.execute(tx),
    )
    await expect(attempt).rejects.toMatchObject({ code: '42501' })
    const { into } = day()
    await hand(ofSize(1000), other, into)
    const lower = world.database.transaction(actor, (tx) =>
      sql`update platform.stored_day set size = 1 returning size`.execute(tx),
    )
    expect((await lower).rows).toEqual([])
    expect(await codeOf(hand(ofSize(36), other, into))).toBe(full)
  })

  test('is refused in both languages with what to do', async () => {
    const { into } = day(20_000_000)
    const actor = aHolder()
    await hand(ofSize(2_345_678), actor, into)
    await hand(ofSize(17_000_000), actor, into)
    const refused = await hand(ofSize(700_000), actor, into).catch((error: unknown) => error)
    const said = (locale: 'nl' | 'en') => (refused instanceof Refused ? sayRefusal(refused.refusal, locale).detail : '')
    expect(said('nl')).toContain(
      '0,7 MB en er kan vandaag nog 0,6 MB bij. Stuur het opnieuw vanaf 29\u00a0maart\u00a02026 00:00',
    )
    expect(said('en')).toContain(
      '0.7 MB and today there is room for 0.6 MB more. Send it again from 29\u00a0March\u00a02026 00:00',
    )
  })
})
