// The HTTP shell put together: strict input, who it is, limits, the routes of every room, one form of problem. Not here: any of these.
import websocket from '@fastify/websocket'
import fastify, { LogController } from 'fastify'
import { mountBooks } from './chain/book-routes.ts'
import { mountCertificates } from './chain/certificate-routes.ts'
import { mountChain } from './chain/chain-routes.ts'
import { mountComposition } from './chain/composition-routes.ts'
import { mountCounts } from './chain/count-routes.ts'
import { mountHolders } from './chain/holder-routes.ts'
import { mountImports } from './chain/import-routes.ts'
import { mountLabels } from './chain/label-routes.ts'
import { mountManifests } from './chain/manifest-routes.ts'
import { mountOrderForms } from './chain/order-form-routes.ts'
import { mountOwnDrills } from './chain/own-drill-routes.ts'
import { mountPapers } from './chain/paper-routes.ts'
import { mountPhotographs } from './chain/photograph-routes.ts'
import { mountPictures } from './chain/picture-routes.ts'
import { mountQuality } from './chain/quality-routes.ts'
import { mountRecallDestinations } from './chain/recall-destination-routes.ts'
import { mountRecalls } from './chain/recall-routes.ts'
import { mountRecording } from './chain/record-routes.ts'
import { mountRetention } from './chain/retention-routes.ts'
import { mountScans } from './chain/scan-routes.ts'
import { mountStability } from './chain/stability-routes.ts'
import { mountStanding } from './chain/standing-routes.ts'
import { mountStock } from './chain/stock-routes.ts'
import { mountWork } from './chain/work-routes.ts'
import { mountEpcisCapture } from './epcis/capture-routes.ts'
import { mountEpcisCheck } from './epcis/check-routes.ts'
import { mountEpcisQueries } from './epcis/named-query-routes.ts'
import { mountEpcisProofs } from './epcis/proof-routes.ts'
import { mountEpcisQuery } from './epcis/query-routes.ts'
import { streamBytesMax } from './epcis/stream.ts'
import { mountEpcisSubscriptions } from './epcis/subscription-routes.ts'
import type { House } from './house.ts'
import {
  addContext,
  answerProblems,
  answerTheRest,
  answerUnchanged,
  keepAddresses,
  logRequests,
} from './http/context.ts'
import { askWhoFirst } from './http/known-first.ts'
import { localeFrom } from './http/negotiate.ts'
import { describeApi } from './http/openapi.ts'
import { answerTo, refused, sendProblem } from './http/problem.ts'
import { mountProblemPages } from './http/problem-pages.ts'
import { apiProblems } from './http/problems.ts'
import { readQuery } from './http/query.ts'
import { limitRequests, requestsPerMinute } from './http/rate-limit.ts'
import type { App, Reply } from './http/request-context.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import { maxBodyBytes, readStrictly } from './http/strict-input.ts'
import { answerBadRequest } from './http/unreadable-request.ts'
import { mountIdentity, refuseUnrecognised } from './identity/identity.ts'
import { mountSession } from './identity/session-routes.ts'
import { mountCompare } from './law/compare-routes.ts'
import { mountCorpus } from './law/corpus-route.ts'
import { mountDecisions } from './law/decision-routes.ts'
import { mountLaw } from './law/law-routes.ts'
import { mountLists } from './law/list-routes.ts'
import { mountExperts } from './licensing/expert-routes.ts'
import { mountLicensing } from './licensing/licensing-routes.ts'
import { mountPlaces } from './licensing/place-routes.ts'
import { serveWeb } from './pages/static-web.ts'
import { mountDenials } from './platform/denial-routes.ts'
import { mountDocuments } from './platform/document-routes.ts'
import { mountLog } from './platform/log-routes.ts'
import { mountOperations } from './platform/operations-routes.ts'
import { mountPlatform } from './platform/platform-routes.ts'
import { mountSearch } from './platform/search.ts'

/** Long enough for a slow line with a full body, short enough that a silent client frees its place. */
const requestTimeoutMs = 30_000
/** One proxy stands before us: the last address in X-Forwarded-For is what it saw, those before it are what the client wrote. */
const isOurProxy = (_address: string, hop: number) => hop === 0
/** Ids are 40 characters, a readable key of the corpus is shorter than 200; an identifier of EPCIS may be this long, and has an address. */
const maxParameterLength = 2_048

/** The server over a composed house, ready to listen or to be asked in a test. `close()` finishes what runs and takes no more. */
export async function buildServer(house: House): Promise<App> {
  const app = fastify({
    loggerInstance: house.logger,
    // Its lines carry addresses with their parameters; ours carry the route.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    return503OnClosing: false, // `api/stopping` says it as a problem.
    forceCloseConnections: 'idle',
    trustProxy: house.config.isBehindProxy ? isOurProxy : false,
    routerOptions: { querystringParser: readQuery, maxParamLength: maxParameterLength },
    frameworkErrors: (_error, request, reply) => {
      // The router could not read the address, so no hook ran: the language is read here, and there is no trace yet.
      const locale = localeFrom(request.headers['accept-language'])
      const refusal = refused(apiProblems['text-unreadable'], { where: 'address' })
      void sendProblem(reply as Reply, answerTo(refusal, { locale, traceId: '' }), locale)
    },
    clientErrorHandler: answerBadRequest,
  }) as unknown as App // Fastify's type carries the class of the logger, which no route needs.

  const addresses = keepAddresses(app)
  await addSecurityHeaders(app, { isHttps: house.config.publicUrl.protocol === 'https:' })
  addContext(app, house)
  answerProblems(app, house)
  logRequests(app, house)
  readStrictly(app)
  await mountIdentity(app, house)
  await limitRequests(app, house.config.requestsPerMinute ?? requestsPerMinute)
  refuseUnrecognised(app)
  askWhoFirst(app, house)
  answerUnchanged(app)
  await app.register(websocket, { options: { maxPayload: streamBytesMax } })
  await describeApi(app)
  mountOperations(app, house)
  mountSession(app, house)
  mountPlatform(app, house)
  mountDenials(app, house)
  mountSearch(app, house)
  mountWork(app, house)
  mountLaw(app, house)
  mountLists(app, house)
  mountCorpus(app, house)
  mountCompare(app, house)
  mountDecisions(app, house)
  mountLicensing(app, house)
  mountExperts(app, house)
  mountChain(app, house)
  mountStock(app, house)
  mountScans(app, house)
  mountBooks(app, house)
  mountCounts(app, house)
  mountHolders(app, house)
  mountPapers(app, house)
  mountOrderForms(app, house)
  mountLabels(app, house)
  mountManifests(app, house)
  mountComposition(app, house)
  mountQuality(app, house)
  mountStability(app, house)
  mountCertificates(app, house)
  mountRecording(app, house)
  mountRetention(app, house)
  mountImports(app, house)
  mountStanding(app, house)
  mountRecalls(app, house)
  mountOwnDrills(app, house)
  mountRecallDestinations(app, house)
  mountPictures(app, house)
  mountPlaces(app, house)
  await mountEpcisCapture(app, house)
  mountEpcisProofs(app, house)
  await mountEpcisCheck(app, house)
  mountEpcisQuery(app, house)
  mountEpcisQueries(app, house)
  mountEpcisSubscriptions(app, house)
  mountLog(app, house)
  await mountDocuments(app, house)
  await mountPhotographs(app, house)
  mountProblemPages(app)
  await serveWeb(app, house.webFolder)
  answerTheRest(app, house, addresses)
  return app
}
