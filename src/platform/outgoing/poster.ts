// The one way out: posts to an address a stranger chose, and only where the operator allows it. Not here: what is posted, and when again.
// The name is looked up once and that very address is called, so a name cannot lead elsewhere between the check and the call.
import { lookup } from 'node:dns/promises'
import { request } from 'node:https'
import { BlockList, isIP } from 'node:net'

export type Posted =
  | { readonly kind: 'answered'; readonly status: number }
  /** It was not sent at all: `why` is for a person. */
  | { readonly kind: 'not-allowed'; readonly why: 'scheme' | 'host' | 'private' }
  | { readonly kind: 'failed'; readonly why: string }

export type Poster = {
  /** Whether the operator allows this address at all; whether it is private is known when it is called. */
  mayCall(url: string): boolean
  post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Posted>
}

/** A server that has not answered by then is not there for us. */
const timeoutMs = 10_000

type Found = { readonly address: string; readonly family: number }
export type PosterOptions = {
  /** Hosts as `events.example.nl`, or `*.example.nl` for all below it. None: nothing is ever sent. */
  readonly allowedHosts: readonly string[]
  /** For tests: the look-up of a name, and whether an address on this machine is fine. */
  readonly resolve?: (host: string) => Promise<readonly Found[]>
  readonly send?: (
    target: { url: URL; address: string },
    body: string,
    headers: Readonly<Record<string, string>>,
  ) => Promise<number>
  /** For tests: less patience with a name that nobody answers for. */
  readonly waitMs?: number
}

export function openPoster({
  allowedHosts,
  resolve = resolveAll,
  send = sendTo,
  waitMs = timeoutMs,
}: PosterOptions): Poster {
  const refusal = (url: string): 'scheme' | 'host' | null => {
    const target = URL.canParse(url) ? new URL(url) : null
    if (target?.protocol !== 'https:' || target.username !== '' || target.password !== '') return 'scheme'
    return allowedHosts.some((host) => isHost(target.hostname, host)) ? null : 'host'
  }
  return {
    mayCall: (url) => refusal(url) === null,
    async post(url, body, headers) {
      const why = refusal(url)
      if (why) return { kind: 'not-allowed', why }
      const target = new URL(url)
      try {
        const found = await inTime(resolve(target.hostname.replace(/^\[|\]$/g, '')), waitMs)
        const [first] = found
        if (!first) return { kind: 'failed', why: 'no address' }
        if (found.some(({ address }) => isPrivate(address))) return { kind: 'not-allowed', why: 'private' }
        return { kind: 'answered', status: await send({ url: target, address: first.address }, body, headers) }
      } catch (error) {
        return { kind: 'failed', why: codeOf(error) }
      }
    },
  }
}

function isHost(host: string, allowed: string): boolean {
  const name = host.toLowerCase()
  return allowed.startsWith('*.') ? name.endsWith(allowed.slice(1).toLowerCase()) : name === allowed.toLowerCase()
}

/** A lookup cannot be called off; what it says after all is heard by nobody. */
async function inTime<Value>(work: Promise<Value>, waitMs: number): Promise<Value> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new DOMException('no answer', 'TimeoutError')), waitMs)
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

const resolveAll = (host: string) => lookup(host, { all: true, verbatim: true })

/** Machines of our own, of the network we stand in, and addresses nobody on the internet has. */
const privateNets = new BlockList()
for (const [net, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
  ] as const),
  ...([
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
  ] as const),
  ...([
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
])
  privateNets.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ...([
    ['::', 96], // Nobody's, this machine, and an IPv4 address in IPv6's oldest clothes.
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['2001::', 23],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
])
  privateNets.addSubnet(net, bits, 'ipv6')

export function isPrivate(address: string): boolean {
  // An IPv4 address in IPv6's clothes is that IPv4 address.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const family = isIP(mapped ?? address)
  if (family === 0) return true
  if (/^::ffff:/i.test(address) && mapped === undefined) return true
  return privateNets.check(mapped ?? address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Follows no redirect, and reads no answer beyond its status. `trusted`: for tests, a certificate to believe and less patience. */
export function sendTo(
  { url, address }: { url: URL; address: string },
  body: string,
  headers: Readonly<Record<string, string>>,
  trusted: { readonly ca?: string; readonly waitMs?: number } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(trusted.waitMs ?? timeoutMs),
        agent: false,
        ...(trusted.ca === undefined ? {} : { ca: trusted.ca }),
        lookup: (_host, options, done) =>
          // Node asks in two ways, for one address or for a list.
          options.all ? done(null, [{ address, family: isIP(address) }]) : done(null, address, isIP(address)),
      },
      (answer) => {
        resolve(answer.statusCode ?? 0)
        answer.destroy()
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

/** The code alone: a message may hold the address. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
