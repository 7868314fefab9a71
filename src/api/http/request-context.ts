// What every request carries once the shell has looked at it. Not here: how someone became the actor (platform/identity).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '#kernel'
import type { Action, Actor, TraceContext } from '#platform'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom the request speaks for; set by identity before any route runs, anonymous until then. */
    actor: Actor
    locale: Locale
    trace: TraceContext
  }
  interface FastifyContextConfig {
    operationId?: string
    /** What access is asked, where that is known before anything is read; of some routes of unknown senders alone. */
    action?: Action
    /** Forms of the answer, where JSON is not the one. */
    produces?: readonly string[]
  }
}

export type Request = FastifyRequest
export type Reply = FastifyReply
export type App = FastifyInstance
