// Checks of a document that keep nothing, and the authority's profile, over HTTP. Not here: capturing (capture-routes.ts).
import {
  epcisProblems,
  type Foreseen,
  foresee,
  type MassLine,
  massOfDocument,
  nameOf,
  profileSchema,
  profilesIn,
  remarksOn,
} from '#chain'
import { EpcisCheck, EpcisProfiles } from '#chain/contract'
import { Day, type Locale, legalDayOf, refuseNow, Strict, sayRefusal, Type } from '#kernel'
import type { House } from '../house.ts'
import { apiProblems } from '../http/problems.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, problemAnswers, readRefusals, shellRefusals } from '../http/route.ts'
import { captureBodyLimit, latestOf, readDocuments, sentDocument } from './capture-body.ts'
import { epcisRoot, jsonTypes, speakEpcis, xmlTypes } from './headers.ts'

export async function mountEpcisCheck(app: App, house: House): Promise<void> {
  mountProfile(app, house)
  await app.register(async (scope) => {
    readDocuments(scope)
    mountCheck(scope, house)
  })
}

/** Each is looked up by itself; more than a screen shows is not worth it. */
const foreseenMax = 200

function mountCheck(scope: App, house: House): void {
  const profileOn = profilesIn(house.law.corpus)
  const latest = latestOf(house)
  scope.post(`${epcisRoot}/check`, {
    bodyLimit: captureBodyLimit,
    config: { operationId: 'checkEpcisDocument', action: 'chain:read-events', produces: ['application/json'] },
    schema: {
      operationId: 'checkEpcisDocument',
      tags: ['chain'],
      summary:
        'Whether a document follows EPCIS 2.0, with where and why not, and whether its mass balances; nothing is kept',
      consumes: [...jsonTypes, ...xmlTypes],
      response: {
        200: { description: 'The check.', content: { 'application/json': { schema: EpcisCheck } } },
        ...problemAnswers([
          ...shellRefusals,
          ...readRefusals,
          apiProblems['content-type'],
          apiProblems['content-encoding'],
          apiProblems['body-too-large'],
          apiProblems['json-unreadable'],
          apiProblems['json-too-deep'],
          apiProblems['json-key-twice'],
          apiProblems['json-key-refused'],
          epcisProblems['version-not-offered'],
          epcisProblems['document-too-large'],
          epcisProblems.unreadable,
        ]),
      },
    },
    async handler(request, reply) {
      const { actor, locale } = request
      speakEpcis(request, reply)
      await house.access.require(actor, 'chain:read-events')
      const { read } = sentDocument(request, latest())
      const sound = read.events.filter(({ faults }) => faults.length === 0).slice(0, foreseenMax)
      const foreseen = await house.database.transaction(actor, (tx) => foresee(tx, actor, sound, profileOn))
      return reply.send({
        valid: read.faults.length === 0,
        events: read.events.length,
        faults: read.faults.map(({ pointer, code, detail }) => ({ pointer, code, detail: detail[locale] })),
        faultCount: read.faultCount,
        faultyEvents: read.events.filter(({ faults }) => faults.length > 0).length,
        remarks: remarksOn(read.events).map(({ pointer, code, detail }) => ({ pointer, code, detail: detail[locale] })),
        mass: massOfDocument(read.events.map(({ expanded }) => expanded)).map(lineOf),
        foreseen: foreseen.map((one, index) => foreseenOf(one, { index, locale })),
      } satisfies EpcisCheck)
    },
  })
}

function foreseenOf(
  { event, actKind, mass, refusal }: Foreseen,
  { index, locale }: { readonly index: number; readonly locale: Locale },
): EpcisCheck['foreseen'][number] {
  return {
    eventIndex: event.place ?? index,
    eventID: nameOf(event),
    type: event.expanded.type,
    act: actKind,
    mass,
    refusal: refusal && { type: `/problems/${refusal.problem.code}`, ...sayRefusal(refusal, locale) },
  }
}

function lineOf({ places, transformationId, verdict }: MassLine): EpcisCheck['mass'][number] {
  return {
    eventIndexes: [...places],
    transformationID: transformationId,
    verdict: verdict.kind,
    inMg: verdict.kind === 'not-decidable' ? null : `${verdict.inMg}`,
    outMg: verdict.kind === 'not-decidable' ? null : `${verdict.outMg}`,
    lacking: verdict.kind === 'not-decidable' ? [...verdict.lacking] : [],
  }
}

const profileAddress = '/v1/epcis-profile'

/** Public, like the law: who sends must be able to read what is asked. */
function mountProfile(app: App, house: House): void {
  const { corpus } = house.law
  const addressOf = (from: string) => new URL(`${profileAddress}?on=${from}`, house.config.publicUrl).href

  addRoute(app, house, {
    method: 'GET',
    url: profileAddress,
    operationId: 'readEpcisProfile',
    tag: 'chain',
    summary: 'What an EPCIS event must say to be an act of the chain on a day, as JSON Schema',
    action: null,
    query: Strict({ on: Type.Optional(Day) }),
    answer: Type.Object({}, { additionalProperties: true }),
    refusals: [epcisProblems['no-such-profile']],
    handle: async ({ query }) => {
      const on = query.on === undefined ? legalDayOf(house.clock.now()) : Temporal.PlainDate.from(query.on)
      const profile = profilesIn(corpus)(on) ?? refuseNow(epcisProblems['no-such-profile'], {})
      return profileSchema(profile, { id: addressOf(profile.inForce.from) })
    },
  })

  addRoute(app, house, {
    method: 'GET',
    url: `${profileAddress}/versions`,
    operationId: 'listEpcisProfiles',
    tag: 'chain',
    summary: 'The versions of the profile and the days they hold',
    action: null,
    answer: EpcisProfiles,
    refusals: [],
    handle: async ({ request }) => ({
      items: corpus.profiles.map(({ inForce, knownOn, title }) => ({
        ...inForce,
        knownOn,
        title: title[request.locale],
        address: addressOf(inForce.from),
      })),
    }),
  })
}
