// The house and a plain evaluator of the standard's words give the same answer to the same question, event for event and in the same order: whatever
// was captured, whatever is asked, in pages or at once. Not here: each name by itself (every-name.test.ts), and HTTP.
// A long run on one's own: QUESTIONS=5000 SEED=7 vitest run src/chain/epcis/query/testing.
import { resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unwrap } from '#kernel'
import { loadCorpus } from '#law/corpus'
import { openWorld, testLaw, type World } from '../../../testing/world.ts'
import { handIn, runCapture } from '../../capture-job.ts'
import { standardPrefixes } from '../../prefixes.ts'
import { profilesIn } from '../../profile/profile.ts'
import { findCapture } from '../../store.ts'
import { askEvents } from '../ask-events.ts'
import { parseQuery } from '../parse-query.ts'
import { contextPrefixes } from '../prefixes.ts'
import { anyDocument } from './any-document.ts'
import { anyQuestion, askersPrefixes } from './any-question.ts'
import { askPlainly, type JsonObject, type PlainEvent, type PlainMaster, type Question } from './plain-query.ts'

const questions = Number(process.env['QUESTIONS'] ?? 80)
const documents = Number(process.env['DOCUMENTS'] ?? 25)
const seed = Number(process.env['SEED'] ?? 20261123)

let world: World
const events: PlainEvent[] = []
const masters: PlainMaster[] = []
beforeAll(async () => {
  world = await openWorld()
  const profileOn = profilesIn(await loadCorpus(resolve(import.meta.dirname, '../../../../../corpus')))
  const { grower } = world.who
  const { actor } = grower
  for (const { text, prefixes } of fc.sample(anyDocument, { numRuns: documents, seed })) {
    const document = JSON.parse(text)
    const eventCount = document.epcisBody.eventList.length
    const captureId = await world.database.transaction(actor, (tx) =>
      handIn(tx, actor, { text, mediaType: 'json', behaviour: 'rollback', eventCount }),
    )
    const input = () => ({ law: testLaw, profileOn, now: world.now, mayRecord: async () => {} })
    await runCapture({ database: world.database, house: world.staff, captureId, input })
    const capture = await world.database.transaction(actor, (tx) => findCapture(tx, actor.authorityId, captureId))
    expect([capture?.success, capture?.errors, seed]).toEqual([true, [], seed])
    remember(document, prefixes)
  }
})
afterAll(() => world?.[Symbol.asyncDispose]())

/** What a stranger would keep of a document. */
function remember(
  document: JsonObject & { readonly epcisBody: { readonly eventList: readonly JsonObject[] } },
  own: Readonly<Record<string, string>>,
) {
  const prefixes = { ...Object.fromEntries(standardPrefixes), ...own }
  for (const event of document.epcisBody.eventList) {
    const said = Object.assign({}, ...((event['@context'] ?? []) as object[])) // As the generator writes it.
    events.push({ eventID: String(event['eventID']), event, prefixes: { ...prefixes, ...said } })
  }
  const whole = (text: string) =>
    text.replace(/^(\w+):/, (all, prefix: string) => (prefixes as Record<string, string>)[prefix] ?? all)
  type Vocabularies = { epcisMasterData: { vocabularyList: { vocabularyElementList: Element[] }[] } }
  type Element = { id: string; attributes?: { id: string; attribute: string }[]; children?: string[] }
  const header = document['epcisHeader'] as unknown as Vocabularies | undefined // As the generator writes it.
  for (const { vocabularyElementList } of header?.epcisMasterData.vocabularyList ?? [])
    for (const { id, attributes = [], children = [] } of vocabularyElementList)
      masters.push({
        id: whole(id),
        attributes: attributes.map((one) => [whole(one.id), one.attribute] as const),
        children: children.map(whole),
      })
}

const asker = contextPrefixes(askersPrefixes)
const query = (parameters: Question, from: 'body' | 'address') => {
  if (!asker) throw new Error('the prefixes of who asks are prefixes')
  return unwrap(parseQuery({ parameters, from, prefixes: asker }))
}

async function ask(question: Question, perPage: number): Promise<string[]> {
  const { actor } = world.who.grower
  const found: string[] = []
  let token: string | undefined
  do {
    const page = await world.database.transaction(actor, (tx) =>
      askEvents(tx, actor, {
        query: query(question, 'body'),
        now: world.now,
        perPage,
        ...(token === undefined ? {} : { token }),
      }),
    )
    expect(page.events.length).toBeLessThanOrEqual(perPage)
    found.push(...page.events.map(({ eventId }) => eventId))
    token = page.next?.token
  } while (token !== undefined)
  return found
}

/** The same question in an address; null where a value has the sign that parts values there. */
function inAddress(question: Question): Question | null {
  const texts = Object.entries(question).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join('|') : String(value ?? ''),
  ])
  return JSON.stringify(question).includes('|') ? null : Object.fromEntries(texts)
}

test('there is something to ask about', () => {
  expect([events.length, masters.length].every((count) => count > 20)).toBe(true)
})

test('the house answers as the words of the standard do, at once and page by page', {
  timeout: 3_600_000,
}, async () => {
  const prefixes = { ...Object.fromEntries(standardPrefixes), ...askersPrefixes }
  await fc.assert(
    fc.asyncProperty(anyQuestion, fc.integer({ min: 1, max: 30 }), async (question, perPage) => {
      const expected = askPlainly({ events, masters }, question, prefixes)
      expect(await ask(question, 500)).toEqual(expected)
      if (expected.length / perPage < 12) expect(await ask(question, perPage)).toEqual(expected)
      const address = inAddress(question)
      if (address) expect(query(address, 'address')).toEqual(query(question, 'body'))
    }),
    // Whatever there is, first: with no answer at all the two would agree about nothing.
    { numRuns: questions, seed, examples: [[{}, 7]] },
  )
})
