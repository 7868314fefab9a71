// Every place of the API's description where the number of a thing can stand, and a request that has one there. Not here: asking it.

/** A JSON schema as the description has it: whatever keywords there are. */
// biome-ignore lint/suspicious/noExplicitAny: a schema is looked into keyword by keyword.
export type Schema = any

export type OpenApi = {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, Schema> }
}
type Operation = {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
}

type Path = readonly (string | number)[]

/** `kind`: the prefix of the ids that go there, or the name of the parameter where its numbers have another form. */
export type Place = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly at: 'path' | 'query' | 'body'
  readonly name: string
  readonly kind: string
  /** Of a body: which of its schemas, and where in it. */
  readonly body: { readonly schema: Schema; readonly act: string | null; readonly in: Path } | null
}

/** What stands in the other places of a request. */
export type Filling = {
  readonly id: (kind: string) => string
  /** Of a text with this pattern. */
  readonly text: (pattern: string) => string
}

export function readPlaces(api: OpenApi): readonly Place[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'options')
      .flatMap(([method, operation]) =>
        placesOf(api, operation).map((place) => ({ ...place, path, method: method.toUpperCase() as Place['method'] })),
      ),
  )
}

function placesOf(api: OpenApi, operation: Operation): readonly Omit<Place, 'path' | 'method'>[] {
  const parameters = (operation.parameters ?? []).flatMap(({ name, in: at, schema }) => {
    const kind = kindOf(api, schema) ?? (at === 'path' ? name : null)
    return kind === null || at === 'header' ? [] : [{ at, name, kind, body: null }]
  })
  const bodies = bodiesOf(api, operation).flatMap((schema) => {
    const act = resolve(api, schema.properties?.kind)?.const ?? null
    return within(api, schema, []).map(({ kind, in: path }) => ({
      ...{ at: 'body' as const, name: path.join('.'), kind },
      body: { schema, act, in: path },
    }))
  })
  return [...parameters, ...bodies]
}

function bodiesOf(api: OpenApi, { requestBody }: Operation): readonly Schema[] {
  const schema = requestBody && resolve(api, requestBody.content['application/json']?.schema)
  return schema ? (schema.oneOf ?? [schema]).map((one: Schema) => resolve(api, one)) : []
}

function within(api: OpenApi, raw: Schema, path: Path): readonly { readonly kind: string; readonly in: Path }[] {
  const schema = resolve(api, raw)
  const kind = kindOf(api, schema)
  return [
    ...(kind === null ? [] : [{ kind, in: path }]),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, value]) => within(api, value, [...path, name])),
    ...(schema.items ? within(api, schema.items, [...path, 0]) : []),
    ...(schema.anyOf ?? []).flatMap((one: Schema) => within(api, one, path)),
  ]
}

/** The request with this number in this place; all else is the least there can be. */
export function requestWith(api: OpenApi, place: Place, number: string, filling: Filling) {
  const operation = api.paths[place.path]?.[place.method.toLowerCase()] ?? {}
  let path = place.path
  const query = new URLSearchParams()
  for (const { name, in: at, required, schema } of operation.parameters ?? []) {
    const isIt = at === place.at && name === place.name
    if (!isIt && required !== true) continue
    const value = isIt ? number : String(leastOf(api, schema, filling))
    if (at === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value))
    if (at === 'query') query.set(name, value)
  }
  const [first] = bodiesOf(api, operation)
  const asked = place.body && { path: place.body.in, number }
  const schema = place.body?.schema ?? first
  return {
    url: query.size === 0 ? path : `${path}?${query}`,
    ...(schema === undefined ? {} : { body: leastOf(api, schema, filling, asked) }),
  }
}

type Asked = { readonly path: Path; readonly number: string } | null

/** The least value that fits, and with `asked` a number in one place of it. */
function leastOf(api: OpenApi, raw: Schema, filling: Filling, asked: Asked = null): unknown {
  const schema = resolve(api, raw)
  if (asked?.path.length === 0) return asked.number
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return leastOf(api, branchFor(api, schema.anyOf, asked), filling, asked)
  if (schema.properties) {
    const names = new Set<string>([...(schema.required ?? []), ...(asked ? [String(asked.path[0])] : [])])
    return Object.fromEntries(
      [...names].map((name) => [name, leastOf(api, schema.properties[name], filling, below(asked, name))]),
    )
  }
  switch (schema.type) {
    case 'array': {
      const length = Math.max(schema.minItems ?? 0, asked ? 1 : 0)
      return Array.from({ length }, (_, at) => leastOf(api, schema.items, filling, below(asked, at)))
    }
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    case 'null':
      return null
    case 'object':
      return {}
    default: {
      const kind = kindOf(api, schema)
      return kind === null ? filling.text(schema.pattern ?? '').padEnd(schema.minLength ?? 0, 'x') : filling.id(kind)
    }
  }
}

const below = (asked: Asked, name: string | number): Asked =>
  asked?.path[0] === name ? { ...asked, path: asked.path.slice(1) } : null

/** Where a number is to stand, the branch that has a place for it; else nothing, when that is allowed. */
function branchFor(api: OpenApi, branches: readonly Schema[], asked: Asked): Schema {
  const all = branches.map((one) => resolve(api, one))
  const [name] = asked?.path ?? []
  const fits = (one: Schema) =>
    asked ? (typeof name === 'number' ? one.items : one.properties?.[String(name)]) : one.type === 'null'
  return all.find(fits) ?? all[0]
}

/** The prefix of the ids a schema asks for. */
function kindOf(api: OpenApi, schema: Schema): string | null {
  return /^\^([a-z]{3})_\[0-9a-f\]/.exec(resolve(api, schema)?.pattern ?? '')?.[1] ?? null
}

function resolve(api: OpenApi, schema: Schema): Schema {
  const name = schema?.$ref?.split('/').at(-1)
  return name === undefined ? schema : resolve(api, api.components.schemas[name])
}
