// How many requests one session, machine or address may make. Not here: limits on what is in a request.
import { isIP } from 'node:net'
import rateLimit from '@fastify/rate-limit'
import { refuseNow } from '#kernel'
import { apiProblems } from './problems.ts'
import type { App, Request } from './request-context.ts'

/** A person clicking fast makes some hundred requests a minute; a machine client at its limit is told when to go on. */
export const requestsPerMinute = 1_200
const aMinuteMs = 60_000
/** Kept in memory: the newest askers, so that a flood of addresses cannot fill it. */
const askersMax = 20_000

/** What costs us a query or a signature; files of the screens and the log's tiles are cheap. */
const limitedPaths = ['/v1/', '/auth/', '/oauth/']

/** After identity: a cookie someone invented counts for its address, not for a session. */
export async function limitRequests(app: App, max: number): Promise<void> {
  await app.register(rateLimit, { global: false, cache: askersMax })
  const count = app.createRateLimit({ max, timeWindow: aMinuteMs, keyGenerator: asker })
  app.addHook('onRequest', async (request) => {
    if (!limitedPaths.some((path) => request.url.startsWith(path))) return
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded) {
      refuseNow(apiProblems['too-many-requests'], { seconds: Math.max(1, counted.ttlInSeconds) })
    }
  })
}

function asker({ actor, ip }: Request): string {
  if (actor.kind === 'person') return `user:${actor.userId}`
  if (actor.kind === 'machine') return `client:${actor.clientId}`
  return `address:${lineOf(ip)}`
}

/** One line to the internet has 2^64 addresses of IPv6: they are one asker, by the first four groups. */
export function lineOf(ip: string): string {
  if (isIP(ip) !== 6 || ip.includes('.')) return ip
  const [before = '', after] = ip.split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const zeros = after === undefined ? 0 : 8 - groups(before).length - groups(after).length
  const all = [...groups(before), ...Array.from({ length: zeros }, () => '0'), ...groups(after)]
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`
}
