// Who was refused what, with the names of the person, the party and the thing, over HTTP. Not here: the stream itself (platform), and saying no.
import { nameThings } from '#chain'
import { IdOf, PageOf, printId, Strict, Type, trustId } from '#kernel'
import { registerNames } from '#licensing'
import { type Actor, type Denied, listDenials, platformProblems, type Tx, writeProcessing } from '#platform'
import { DenialRow } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId } from '../http/ids.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

export function mountDenials(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/denials',
    operationId: 'listDenials',
    tag: 'platform',
    summary: 'Who was refused what, newest first',
    description:
      'With `party` what was refused to whoever acted for that party. `thing` is what was asked for, where it is there. Reading this is on record for each person named in it.',
    action: 'platform:read-denials',
    query: Strict({ party: Type.Optional(IdOf('party')), ...pageParameters }),
    answer: PageOf(DenialRow),
    refusals: [...readRefusals, platformProblems['not-found'], platformProblems['bad-cursor']],
    async handle({ transaction, actor, query: { party, ...wish }, request, reply }) {
      const asked = { ...wish, ...(party === undefined ? {} : { partyId: bareId('party', party) }) }
      const page = await transaction(async (tx) => {
        const { items, nextCursor } = await listDenials(tx, actor, asked)
        await recordReading(tx, actor, items)
        return { items: await named(tx, actor, items), nextCursor }
      })
      return linkNext(request, reply, page)
    },
  })
}

async function named(tx: Tx, actor: Actor, denied: readonly Denied[]): Promise<DenialRow[]> {
  const parties = denied.flatMap(({ partyId }) => partyId ?? [])
  const things = await nameThings(tx, actor, [...new Set(denied.flatMap(({ resourceId }) => resourceId ?? []))])
  const names = await registerNames(tx, actor.authorityId, { parties, premises: [] })
  return denied.map(({ partyId, resourceId, ...row }) => ({
    ...row,
    rules: [...row.rules],
    party:
      partyId === null
        ? null
        : { partyId: printId('party', trustId('party', partyId)), name: names.parties.get(partyId) ?? '' },
    thing: (resourceId && things.get(resourceId)) || null,
  }))
}

/** What a person was refused is theirs too: who read it of whom is on record (AVG 30). */
async function recordReading(tx: Tx, actor: Actor, denied: readonly Denied[]): Promise<void> {
  const people = new Set(denied.flatMap(({ userId }) => userId ?? []))
  for (const id of people) {
    await writeProcessing(tx, actor, {
      subject: { kind: 'user', id },
      purpose: 'supervision',
      basis: ['opiumwet/8j'],
      categories: ['name', 'refused-acts'],
    })
  }
}
