// The part of an OpenAPI 3.1 document this reference reads, and its operations by group. Pure. Not here: showing them.

/** JSON Schema as the API writes it. Whatever else stands in it is not shown. */
export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly example?: unknown
  readonly examples?: readonly unknown[]
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>
type RawOperation = {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Content }
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
}
export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}
export type ApiDocument = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly tags?: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
  readonly answer: { readonly status: string; readonly schema: Schema | null; readonly mediaType: string | null }
  readonly refusals: readonly { readonly status: string; readonly codes: readonly string[] }[]
}
export type Group = { readonly name: string; readonly description: string; readonly operations: readonly Operation[] }

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** In the order of the document's tags; what has no tag comes last. */
export function groupsOf(document: ApiDocument): readonly Group[] {
  const groups = new Map<string, Operation[]>((document.tags ?? []).map(({ name }) => [name, []]))
  for (const [path, byMethod] of Object.entries(document.paths)) {
    for (const method of methods) {
      const raw = byMethod[method]
      if (!raw) continue
      const tag = raw.tags?.[0] ?? ''
      groups.set(tag, [...(groups.get(tag) ?? []), operationOf(path, method, raw)])
    }
  }
  const described = new Map((document.tags ?? []).map(({ name, description }) => [name, description ?? '']))
  return [...groups]
    .filter(([, operations]) => operations.length > 0)
    .map(([name, operations]) => ({ name, description: described.get(name) ?? '', operations }))
}

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const responses = Object.entries(raw.responses ?? {})
  const [status, answer] = responses.find(([code]) => code.startsWith('2')) ?? ['200', undefined]
  const [mediaType, content] = Object.entries(answer?.content ?? {})[0] ?? [null, undefined]
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? '',
    description: raw.description ?? '',
    parameters: raw.parameters ?? [],
    body: Object.values(raw.requestBody?.content ?? {})[0]?.schema ?? null,
    answer: { status, schema: content?.schema ?? null, mediaType },
    refusals: responses
      .filter(([code]) => !code.startsWith('2'))
      .map(([code, response]) => ({
        status: code,
        codes: (response.description ?? '').split(', ').filter((text) => /^[a-z]+\/[a-z-]+$/.test(text)),
      })),
  }
}

/** The groups with the operations in which every word is found. */
export function groupsWith(groups: readonly Group[], words: string): readonly Group[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (operation: Operation) => {
    const text =
      `${operation.method} ${operation.path} ${operation.id} ${operation.summary} ${operation.description}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  }
  return groups
    .map((group) => ({ ...group, operations: group.operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0)
}

/** A schema with its reference followed; null for a reference that leads nowhere. */
export function resolve(document: ApiDocument, schema: Schema): Schema | null {
  if (schema.$ref === undefined) return schema
  const name = refName(schema)
  const found = name === null ? undefined : document.components?.schemas?.[name]
  return found ? resolve(document, found) : null
}

export function refName({ $ref }: Schema): string | null {
  return $ref?.startsWith('#/components/schemas/')
    ? decodeURIComponent($ref.slice('#/components/schemas/'.length))
    : null
}
