// Talks to our API: JSON in, JSON or a typed problem out. Not here: which addresses there are; see queries.ts.
import type { ProblemBody } from '#kernel'

/** The API said no, or not now; `problem` is its RFC 9457 body, already in the reader's language. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly problem: ProblemBody
  constructor(problem: ProblemBody) {
    super(problem.title)
    this.status = problem.status
    this.problem = problem
  }
}

/** No answer at all, or one that is not ours: the network, a proxy, a server that is starting. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly status: number | null
  constructor(status: number | null) {
    super('the server gave no answer of its own')
    this.status = status
  }
}

/** As src/platform/identity/own-request.ts asks it of every write. */
export const csrfHeader = 'x-grein-csrf'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Sending = {
  readonly method?: Method
  readonly body?: unknown
  readonly csrfToken?: string | null
  /** The client-made key of a write: the same key with the same content is answered as the first time. */
  readonly key?: string
  /** Of a file sent as the body (RFC 8187). */
  readonly fileName?: string
  /** What a standard of others asks in headers of its own. */
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** One request and its answer. Throws ProblemError or UnreachableError; an abort stays an abort. */
export async function request<Answer>(path: string, sending: Sending = {}): Promise<Answer> {
  const response = await fetch(path, {
    method: sending.method ?? 'GET',
    headers: headersOf(sending),
    credentials: 'same-origin',
    ...(sending.body === undefined ? {} : { body: bodyOf(sending.body) }),
    ...(sending.signal ? { signal: sending.signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new UnreachableError(null)
  })
  if (response.ok) return (await answerOf(response)) as Answer // The contract types it, the server's schema made it.
  throw await errorOf(response)
}

function headersOf({ body, csrfToken, key, fileName, headers: more }: Sending): Headers {
  const headers = new Headers({
    ...more,
    accept: 'application/json, application/problem+json',
    'accept-language': document.documentElement.lang,
  })
  if (body !== undefined && !(body instanceof Blob)) headers.set('content-type', 'application/json')
  if (csrfToken) headers.set(csrfHeader, csrfToken)
  if (key) headers.set('idempotency-key', key)
  if (fileName) headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
  return headers
}

function bodyOf(body: unknown): BodyInit {
  return body instanceof Blob ? body : JSON.stringify(body)
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.status === 204) return null
  const type = response.headers.get('content-type') ?? ''
  return type.includes('json') ? response.json() : response.text()
}

async function errorOf(response: Response): Promise<Error> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.includes('problem+json')) return new UnreachableError(response.status)
  const body: unknown = await response.json().catch(() => null)
  return isProblem(body) ? new ProblemError(body) : new UnreachableError(response.status)
}

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'title' in body && 'status' in body && 'basis' in body
}

/** A query string without the empty ones; the order of the keys is kept, so equal filters give equal addresses. */
export function withQuery(
  path: string,
  values: Readonly<Record<string, string | number | boolean | undefined | null>>,
) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
