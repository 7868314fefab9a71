// Documents against what people and disks do: wrong kinds, full disks, others' walls, exchanged files. Not here: HTTP uploads.
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, Refused, utf8, verifyProofFile } from '#kernel'
import { openTestDatabase, type TestDatabase } from '#platform/testing'
import type { Actor } from '../actor.ts'
import { openLogSigner, proofFor, sealOnce } from '../log/index.ts'
import {
  documentSizeMax,
  findDocument,
  listDocuments,
  type NewDocument,
  readDocument,
  storeDocument,
} from './documents.ts'
import { isOfType } from './media-type.ts'
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
