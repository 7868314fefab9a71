// The headers of the EPCIS standard, read and answered in one place: versions, extensions, the form of identifiers, limits. Not here: any route.
import { answerBytesMax, epcisProblems, perPageMax } from '#chain'
import { refuseNow } from '#kernel'
import { apiProblems } from '../http/problems.ts'
import type { Reply, Request } from '../http/request-context.ts'
import { apiVersion } from '../http/version.ts'

/** The standard's own paths stand below this one, for `/v1/events` is the ledger's. */
export const epcisRoot = '/v1/epcis'
export const epcisVersion = '2.0.0'
/** Of this namespace are the fields of the authority's profile. */
export const epcisExtensions = 'grein=urn:grein:epcis:'
/** What a capture may hold: announced by OPTIONS, and kept. */
export const captureLimits = { events: 5_000, bytes: 16_777_216 }
/** What a page of events holds: announced by OPTIONS, and kept. The standard has names for the limits of a capture alone. */
export const pageLimits = { 'Grein-Page-Limit': `${perPageMax}`, 'Grein-Page-Size-Limit': `${answerBytesMax}` }

export const epcFormats = ['No_Preference', 'Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'] as const
export type EpcFormat = (typeof epcFormats)[number]
export const captureBehaviours = ['rollback', 'proceed'] as const
export type CaptureBehaviour = (typeof captureBehaviours)[number]

/** Asks for a version we speak, or is refused (406); and says on the answer which we are. First thing in every route of EPCIS. */
export function speakEpcis(request: Request, reply: Reply): void {
  for (const vocabulary of ['EPCIS', 'CBV']) {
    const [min, max, exact] = ['Min', 'Max', 'Version'].map((which) => headerOf(request, `GS1-${vocabulary}-${which}`))
    const misses = [
      [`GS1-${vocabulary}-Min`, min, min !== undefined && compareVersions(min, epcisVersion) > 0],
      [`GS1-${vocabulary}-Max`, max, max !== undefined && compareVersions(max, epcisVersion) < 0],
      [`GS1-${vocabulary}-Version`, exact, exact !== undefined && !isSpoken(exact)],
    ] as const
    for (const [header, asked, isMissed] of misses)
      if (isMissed) refuseNow(epcisProblems['version-not-offered'], { header, asked: asked ?? '' })
    reply.header(`GS1-${vocabulary}-Version`, epcisVersion)
  }
  reply.header('GS1-Extensions', epcisExtensions).header('GS1-Vendor-Version', `grein/${apiVersion}`)
}

/** Which form the asker wants identifiers in; Digital Links where nothing is said, as the standard has it. On an open line there is no reply. */
export function epcFormatOf(request: Request, reply: Reply | null): EpcFormat {
  const format = oneOf(request, 'GS1-EPC-Format', epcFormats) ?? 'Always_GS1_Digital_Link'
  reply?.header('GS1-EPC-Format', format)
  return format
}

/** All or nothing where nothing is said; the standard's word `all` for the announcement is no behaviour. */
export function captureBehaviourOf(request: Request): CaptureBehaviour {
  return oneOf(request, 'GS1-Capture-Error-Behaviour', captureBehaviours) ?? 'rollback'
}

/** The answer to OPTIONS: what may be done here and in which versions. `more` are headers of this path alone. */
export function announceEpcis(
  request: Request,
  reply: Reply,
  { methods, more = {} }: { readonly methods: readonly string[]; readonly more?: Readonly<Record<string, string>> },
): Reply {
  speakEpcis(request, reply)
  for (const vocabulary of ['EPCIS', 'CBV'])
    reply.header(`GS1-${vocabulary}-Min`, epcisVersion).header(`GS1-${vocabulary}-Max`, epcisVersion)
  return reply
    .code(204)
    .header('allow', [...methods, 'OPTIONS'].join(', '))
    .headers(more)
    .send()
}

/** Media types an EPCIS document may come in. */
export const jsonTypes = ['application/json', 'application/ld+json'] as const
export const xmlTypes = ['application/xml', 'text/xml'] as const

function oneOf<Value extends string>(request: Request, header: string, offered: readonly Value[]): Value | undefined {
  const given = headerOf(request, header)
  if (given === undefined) return undefined
  return (
    offered.find((value) => value === given) ??
    refuseNow(epcisProblems['header-unknown'], { header, given: given.slice(0, 60), offered: offered.join(', ') })
  )
}

function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()]
  if (Array.isArray(value)) return refuseNow(apiProblems['parameter-twice'], { parameter: name })
  return value === undefined || value.trim() === '' ? undefined : value.trim()
}

/** "2.0" is "2.0.0"; a version that is none is higher than any. */
function compareVersions(left: string, right: string): number {
  const parts = (version: string) =>
    version.split('.').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : Infinity))
  const [a, b] = [parts(left), parts(right)]
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** What is sent may be of version 1.2 (read, never written) or of 2.0. */
const isSpoken = (version: string) => ['1.2', '2.0'].some((one) => version === one || version === `${one}.0`)
