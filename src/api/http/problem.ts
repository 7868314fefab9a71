// The one place where a refusal, bad input or a bug becomes an HTTP answer (RFC 9457). Not here: any text of a refusal.
import type { FastifyReply } from 'fastify'
import {
  type Locale,
  type Localised,
  type ProblemBody,
  type ProblemKind,
  type ProblemType,
  type Refusal,
  Refused,
  refuse,
  sayRefusal,
} from '#kernel'
import type { Misfit } from './schema-check.ts'

export const problemMediaType = 'application/problem+json'

const statusOfKind: Record<ProblemKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  absent: 404,
  conflict: 409,
  gone: 410,
  undecidable: 422,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

/** Where HTTP has a narrower word than the kind: refusals of the shell itself alone. */
const statusOfCode: Record<string, number> = {
  'api/request-unreadable': 400,
  'api/headers-too-large': 431,
  'api/method-not-offered': 405,
  'api/not-acceptable': 406,
  'api/content-type': 415,
  'api/content-encoding': 415,
  'api/text-unreadable': 400,
  'api/json-unreadable': 400,
  'api/json-too-deep': 400,
  'api/json-key-twice': 400,
  'api/json-key-refused': 400,
  'api/parameter-twice': 400,
  'api/not-as-described': 400,
  'api/cursor-unreadable': 400,
  'api/key-malformed': 400,
  'epcis/version-not-offered': 406,
  'epcis/header-unknown': 400,
  'epcis/unreadable': 400,
  'epcis/query-parameter': 400,
  'epcis/query-name': 400,
  'epcis/schedule': 400,
  'epcis/stream-or-schedule': 400,
  'epcis/page-token': 400,
  'epcis/not-as-urn': 406,
  'epcis/not-valid': 400,
  'epcis/capture-broken': 500,
}

export function statusOf(problem: { readonly code: string; readonly kind: ProblemKind }): number {
  return statusOfCode[problem.code] ?? statusOfKind[problem.kind]
}

/** Seconds after which trying again makes sense: a database restarts in less. */
const retryAfterSeconds = 5

/** A bug has no code of a room and no cause in its text: the id finds it in the log. */
export const bug = {
  code: 'api/bug',
  status: 500,
  title: { nl: 'Hier ging bij ons iets mis', en: 'Something went wrong on our side' },
  detail: {
    nl: 'Er is niets half opgeslagen. Noem het nummer bij "instance" als u om hulp vraagt.',
    en: 'Nothing was half written. Name the number at "instance" when you ask for help.',
  },
} as const

export type ProblemAnswer = {
  readonly status: number
  readonly body: ProblemBody
  readonly headers: Record<string, string>
}

type Asked = { readonly locale: Locale; readonly traceId: string }

/** The answer to anything thrown. What is no refusal is a bug, and says nothing of itself. */
export function answerTo(error: unknown, { locale, traceId }: Asked): ProblemAnswer {
  if (error instanceof Misfits) return answerRefusal(error.refusal, { locale, traceId }, error.misfits)
  if (error instanceof Refused) return answerRefusal(error.refusal, { locale, traceId })
  const body: ProblemBody = {
    type: `/problems/${bug.code}`,
    title: bug.title[locale],
    status: bug.status,
    detail: bug.detail[locale],
    instance: traceId,
    basis: [],
    params: {},
  }
  return { status: bug.status, body, headers: {} }
}

/** A refusal as an error that is not thrown here: for Fastify's own refusals, which are told as ours. */
export function refused<Params>(problem: ProblemType<Params>, params: Params): Refused {
  const result = refuse(problem, params)
  return result.ok ? result.value : new Refused(result.refusal)
}

/** A refusal together with each point on which the input does not fit its schema. */
export class Misfits extends Refused {
  readonly misfits: readonly Misfit[]
  constructor(refusal: Refusal, misfits: readonly Misfit[]) {
    super(refusal)
    this.misfits = misfits
  }
}

function answerRefusal(refusal: Refusal, asked: Asked, misfits: readonly Misfit[] = []): ProblemAnswer {
  const status = statusOf(refusal.problem)
  const said = sayRefusal(refusal, asked.locale)
  const body: ProblemBody = {
    type: `/problems/${refusal.problem.code}`,
    title: said.title,
    status,
    detail: said.detail,
    instance: asked.traceId,
    basis: [...refusal.basis],
    params: plain(refusal.params),
    ...(misfits.length > 0 ? { errors: misfits.map((each) => sayMisfit(each, asked.locale)) } : {}),
  }
  return { status, body, headers: headersFor(status, refusal) }
}

function headersFor(status: number, { params }: Refusal): Record<string, string> {
  if (status === 503) return { 'retry-after': String(retryAfterSeconds) }
  if (status === 429) return { 'retry-after': String(params['seconds'] ?? retryAfterSeconds) }
  if (status === 405) return { allow: String(params['allowed']) }
  if (status === 401) return { 'www-authenticate': 'Bearer realm="grein"' }
  return {}
}

function sayMisfit({ pointer, detail }: { pointer: string; detail: Localised }, locale: Locale) {
  return { pointer, detail: detail[locale] }
}

/** Masses are bigints and days are Temporal: in JSON both are texts. */
function plain(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(params, (_, value) => (typeof value === 'bigint' ? value.toString() : value)))
}

/** Sends it as RFC 9457 asks; never cached, because the next try may go well. */
export function sendProblem(reply: FastifyReply, { status, body, headers }: ProblemAnswer, locale: Locale) {
  return reply
    .code(status)
    .headers({ ...headers, 'content-language': locale, 'cache-control': 'no-store' })
    .type(problemMediaType)
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body)
}
