// Parties, premises and exemptions over HTTP. Not here: what any of them means (licensing).
import { Day, IdOf, OneOf, refuseNow, Strict, Type } from '#kernel'
import {
  ExemptionPage,
  ExemptionView,
  exemption,
  licensingProblems,
  listExemptions,
  listParties,
  PartyPage,
  PartyView,
  party,
  partyKinds,
  recordOfExemption,
  recordOfParty,
} from '#licensing'
import { logProblems, platformProblems } from '#platform'
import { ProofFile } from '#platform/contract'
import type { House } from '../house.ts'
import { bareId, dayOr } from '../http/ids.ts'
import { linkNext, pageParameters } from '../http/paging.ts'
import { proofOfRecord, recordProofRefusals } from '../http/record-proof.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, readRefusals } from '../http/route.ts'

const aKind = `(${partyKinds.join('|')})`

export function mountLicensing(app: App, house: House): void {
  addRoute(app, house, {
    method: 'GET',
    url: '/v1/parties',
    operationId: 'listParties',
    tag: 'licensing',
    summary: 'Parties with their premises, by name',
    description:
      'With `q` those whose name, number of the trade register, GLN, premises or town holds that text; with `party` that one alone; with `kinds`, by commas, those of any of these kinds.',
    action: 'licensing:read-parties',
    query: Strict({
      kind: Type.Optional(OneOf(partyKinds)),
      kinds: Type.Optional(Type.String({ pattern: `^${aKind}(,${aKind}){0,${partyKinds.length - 1}}$` })),
      q: Type.Optional(Type.String({ maxLength: 80 })),
      party: Type.Optional(IdOf('party')),
      ...pageParameters,
    }),
    answer: PartyPage,
    refusals: [...readRefusals, licensingProblems['bad-cursor']],
    async handle({ transaction, actor, query, request, reply }) {
      const { party: only, kinds, ...rest } = query
      const filter = {
        ...rest,
        ...(only === undefined ? {} : { partyId: bareId('party', only) }),
        ...(kinds === undefined ? {} : { kinds: partyKinds.filter((kind) => kinds.split(',').includes(kind)) }),
      }
      const page = await transaction((tx) => listParties(tx, actor, filter))
      return linkNext(request, reply, { items: [...page.items], nextCursor: page.nextCursor })
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/parties/:partyId',
    operationId: 'readParty',
    tag: 'licensing',
    summary: 'One party with its premises',
    action: 'licensing:read-parties',
    params: Strict({ partyId: IdOf('party') }),
    answer: PartyView,
    refusals: [...readRefusals, licensingProblems['unknown-party'], platformProblems['not-found']],
    // A one-person business is a person: who looked at its registration is written down.
    processing: ({ partyId }) => ({
      subject: { kind: 'party', id: partyId },
      purpose: 'licensing',
      basis: ['opiumwet/6/2'],
      categories: ['registration'],
    }),
    handle: ({ transaction, actor, params }) => transaction((tx) => party(tx, actor, bareId('party', params.partyId))),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/parties/:partyId/proof',
    operationId: 'proveParty',
    tag: 'log',
    summary: 'The proof that what the register says of a party is in the log, to check offline',
    description:
      'With its premises, their places, its GLNs and its company prefix. Names, numbers of the trade register, towns and spots by a salted SHA-256. The party itself and staff alone may read it.',
    action: 'licensing:read-parties',
    params: Strict({ partyId: IdOf('party') }),
    answer: ProofFile,
    refusals: recordProofRefusals,
    handle({ transaction, actor, params, reply }) {
      reply.header('content-disposition', `attachment; filename="${params.partyId}.proof.json"`)
      const partyId = bareId('party', params.partyId)
      return transaction(async (tx) => {
        const entryId = await recordOfParty(tx, actor, partyId)
        return entryId === null ? refuseNow(logProblems['not-in-log'], {}) : proofOfRecord(tx, actor, entryId)
      })
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/exemptions',
    operationId: 'listExemptions',
    tag: 'licensing',
    summary: 'Exemptions by number, each in the version of a day',
    action: 'licensing:read-exemptions',
    description:
      'With `inForceOn` those alone that hold on that day; without it the ended and the withdrawn too. With `q` those whose number or holder bears that text.',
    query: Strict({
      q: Type.Optional(Type.String({ maxLength: 80 })),
      holder: Type.Optional(IdOf('party')),
      on: Type.Optional(Day),
      inForceOn: Type.Optional(Day),
      ...pageParameters,
    }),
    answer: ExemptionPage,
    refusals: [...readRefusals, licensingProblems['bad-cursor']],
    async handle({ transaction, actor, query, request, reply }) {
      const { holder, on, inForceOn, ...place } = query
      const filter = {
        ...place,
        on: dayOr(on ?? inForceOn, house.clock.today()),
        ...(inForceOn === undefined ? {} : { inForceOn: dayOr(inForceOn, house.clock.today()) }),
        ...(holder === undefined ? {} : { holderId: bareId('party', holder) }),
      }
      const page = await transaction((tx) => listExemptions(tx, actor, filter))
      return linkNext(request, reply, { items: [...page.items], nextCursor: page.nextCursor })
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/exemptions/:exemptionId',
    operationId: 'readExemption',
    tag: 'licensing',
    summary: 'One exemption in the version of a day',
    action: 'licensing:read-exemptions',
    params: Strict({ exemptionId: IdOf('exemption') }),
    query: Strict({ on: Type.Optional(Day) }),
    answer: ExemptionView,
    refusals: [...readRefusals, licensingProblems['unknown-exemption'], platformProblems['not-found']],
    handle: ({ transaction, actor, params, query }) =>
      transaction((tx) =>
        exemption(tx, actor, {
          exemptionId: bareId('exemption', params.exemptionId),
          on: dayOr(query.on, house.clock.today()),
        }),
      ),
  })

  addRoute(app, house, {
    method: 'GET',
    url: '/v1/exemptions/:exemptionId/proof',
    operationId: 'proveExemption',
    tag: 'log',
    summary: 'The proof that what an exemption says now is in the log, to check offline',
    description:
      'With all its versions: what they cover, limit and ask. Texts of conditions, and lists too long for an entry of the log, by their SHA-256. Its holder and staff alone may read it.',
    action: 'licensing:read-exemptions',
    params: Strict({ exemptionId: IdOf('exemption') }),
    answer: ProofFile,
    refusals: [...recordProofRefusals, licensingProblems['unknown-exemption']],
    handle({ transaction, actor, params, reply }) {
      reply.header('content-disposition', `attachment; filename="${params.exemptionId}.proof.json"`)
      const exemptionId = bareId('exemption', params.exemptionId)
      return transaction(async (tx) => {
        await exemption(tx, actor, { exemptionId, on: house.clock.today() })
        const entryId = await recordOfExemption(tx, actor, exemptionId)
        return entryId === null ? refuseNow(logProblems['not-in-log'], {}) : proofOfRecord(tx, actor, entryId)
      })
    },
  })
}
