// Subscriptions to questions over HTTP: made, listed, read, ended. Not here: telling subscribers (chain), and streams over WebSocket.
import {
  epcisProblems,
  epcisQueryProblems,
  listSubscriptions,
  readSubscription,
  type Subscription,
  scheduleFields,
  scheduleProblems,
  subscribe,
  subscriptionProblems,
  unsubscribe,
} from '#chain'
import { Moment, Strict, Type } from '#kernel'
import type { House } from '../house.ts'
import type { App } from '../http/request-context.ts'
import { addRoute, writeRefusals } from '../http/route.ts'
import { epcFormatOf, epcisRoot, speakEpcis } from './headers.ts'
import { addEpcisOptions, addEpcisRead, linkNextPage, nameOfPath, onlyPage } from './route.ts'

const path = '/queries/:queryName/subscriptions'
const onePath = `${path}/:subscriptionID`
const Name = nameOfPath(80)
const ScheduleBody = Strict(
  Object.fromEntries(scheduleFields.map((field) => [field, Type.Optional(Type.String({ maxLength: 200 }))])),
)
const Wish = Strict({
  dest: Type.String({ maxLength: 2_048, description: 'an address that begins with https://' }),
  signatureToken: Type.Optional(
    Type.String({ minLength: 16, maxLength: 512, description: 'answers are signed with it; it is never shown again' }),
  ),
  stream: Type.Optional(Type.Boolean()),
  schedule: Type.Optional(ScheduleBody),
  reportIfEmpty: Type.Optional(Type.Boolean()),
  initialRecordTime: Type.Optional(Moment),
})
const Shown = Strict({
  subscriptionID: Type.String(),
  dest: Type.String(),
  stream: Type.Optional(Type.Boolean()),
  schedule: Type.Optional(ScheduleBody),
  reportIfEmpty: Type.Optional(Type.Boolean()),
  createdAt: Moment,
  lastNotifiedAt: Type.Optional(Moment),
  initialRecordTime: Moment,
  minRecordTime: Moment,
  epcFormat: Type.String(),
  endedAt: Type.Optional(Moment),
  lastError: Type.Optional(Type.String()),
})

function show(one: Subscription) {
  return {
    subscriptionID: one.subscriptionId,
    dest: one.dest,
    ...(one.schedule ? { schedule: one.schedule, reportIfEmpty: one.reportIfEmpty } : { stream: true }),
    createdAt: one.createdAt.toString(),
    ...(one.lastNotifiedAt ? { lastNotifiedAt: one.lastNotifiedAt.toString() } : {}),
    initialRecordTime: one.initialFrom.toString(),
    minRecordTime: one.seenAt.toString(),
    epcFormat: one.epcFormat,
    ...(one.endedAt ? { endedAt: one.endedAt.toString() } : {}),
    ...(one.lastError ? { lastError: one.lastError } : {}),
  }
}

export function mountEpcisSubscriptions(app: App, house: House): void {
  addEpcisOptions(app, house, { path, methods: ['GET', 'POST'] })
  addEpcisRead(app, house, {
    path,
    operationId: 'listEpcisSubscriptions',
    summary: 'Who is told when a question has new answers',
    action: 'chain:read-events',
    refusals: [
      epcisQueryProblems['query-parameter'],
      epcisQueryProblems['unknown-query'],
      epcisQueryProblems['page-token'],
    ],
    async handle({ actor, params, query, reply, request, transaction }) {
      const asked = { ...onlyPage(query), queryName: params['queryName'] ?? '' }
      const { subscriptions, nextToken } = await transaction((tx) => listSubscriptions(tx, actor, asked))
      linkNextPage(request, reply, nextToken === null ? null : { token: nextToken })
      return JSON.stringify(subscriptions.map(show))
    },
  })
  mountSubscribing(app, house)
  mountOne(app, house)
}

function mountSubscribing(app: App, house: House): void {
  addRoute(app, house, {
    method: 'POST',
    url: `${epcisRoot}${path}`,
    operationId: 'subscribeToEpcisQuery',
    tag: 'chain',
    summary: 'Sends new answers to an address of yours, at once or by a schedule, signed in GS1-Signature',
    description:
      'GS1-Signature is `t=<seconds since 1970>,hmac-sha256=<hex>` over `<seconds>.<body>` under your signatureToken. Believe it for five minutes. Hours of a schedule are those of the Netherlands; the hour that October has twice is meant twice. Not answered with 2xx within ten seconds, it is tried again with growing pauses; a redirect is not followed; 410 ends it. To change the token, subscribe anew with the new one and the minRecordTime of the old, less five minutes, as initialRecordTime, then end the old: an event may come twice, under its own eventID, and none is missed.',
    action: 'chain:subscribe',
    params: Strict({ queryName: Name }),
    body: Wish,
    answer: Shown,
    status: 201,
    refusals: [
      ...writeRefusals,
      epcisProblems['version-not-offered'],
      epcisProblems['header-unknown'],
      epcisQueryProblems['unknown-query'],
      epcisQueryProblems['query-parameter'],
      ...Object.values(subscriptionProblems),
      scheduleProblems.schedule,
    ],
    async handle({ actor, body, params, reply, request, transaction }) {
      speakEpcis(request, reply)
      const wish = {
        queryName: params.queryName,
        dest: body.dest,
        signatureToken: body.signatureToken ?? null,
        schedule: body.schedule ?? null,
        isStream: body.stream ?? false,
        reportIfEmpty: body.schedule ? (body.reportIfEmpty ?? false) : false,
        initialRecordTime: body.initialRecordTime ?? null,
        epcFormat: epcFormatOf(request, reply),
      }
      const asked = { now: house.clock.now(), mayCall: (url: string) => house.poster.mayCall(url) }
      const made = await transaction((tx) => subscribe(tx, actor, wish, asked))
      reply.header('location', `${epcisRoot}/queries/${params.queryName}/subscriptions/${made.subscriptionId}`)
      return show(made)
    },
  })
}

function mountOne(app: App, house: House): void {
  addEpcisOptions(app, house, { path: onePath, methods: ['GET', 'DELETE'] })
  addEpcisRead(app, house, {
    path: onePath,
    operationId: 'readEpcisSubscription',
    summary: 'One subscription: where to, since when, and how the last delivery went',
    action: 'chain:read-events',
    refusals: [epcisQueryProblems['query-parameter'], subscriptionProblems['unknown-subscription']],
    async handle({ actor, params, query, transaction }) {
      onlyPage(query)
      const which = { queryName: params['queryName'] ?? '', subscriptionId: params['subscriptionID'] ?? '' }
      return JSON.stringify(show(await transaction((tx) => readSubscription(tx, actor, which))))
    },
  })
  addRoute(app, house, {
    method: 'DELETE',
    url: `${epcisRoot}${onePath}`,
    operationId: 'endEpcisSubscription',
    tag: 'chain',
    summary: 'Ends a subscription',
    action: 'chain:subscribe',
    params: Strict({ queryName: Name, subscriptionID: Type.String({ maxLength: 40 }) }),
    answer: Type.Null(),
    status: 204,
    refusals: [...writeRefusals, epcisProblems['version-not-offered'], subscriptionProblems['unknown-subscription']],
    async handle({ actor, params, reply, request, transaction }) {
      speakEpcis(request, reply)
      await transaction((tx) =>
        unsubscribe(tx, actor, { queryName: params.queryName, subscriptionId: params.subscriptionID }),
      )
      return null
    },
  })
}
