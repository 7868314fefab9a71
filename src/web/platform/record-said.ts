// What a proven record says, picked out for a reader: an act with its day and its masses, or a certificate with its results. Pure; a record of any
// other shape says nothing here and is read as it stands. Not here: texts, and whether it is proven.

export type SaidResult = {
  readonly analyte: string
  readonly value: string
  readonly unit: string
  readonly min: string | null
  readonly max: string | null
  readonly verdict: string | null
}
export type Said = {
  /** The kind of act; null for a certificate. */
  readonly act: string | null
  readonly at: string | null
  readonly certificate: string | null
  readonly product: string | null
  readonly batches: readonly string[]
  /** In milligrams, one after another, by the name of the field the record has them under. */
  readonly masses: readonly { readonly field: string; readonly eachMg: readonly bigint[] }[]
  readonly results: readonly SaidResult[]
  readonly verdict: string | null
}

type Fields = Readonly<Record<string, unknown>>

/** Null where the record is none that is known here. */
export function recordSaid(record: string | null): Said | null {
  const whole = fieldsOf(parsed(record))
  const act = fieldsOf(whole?.['act'])
  if (whole?.['format'] === 'grein-event/1' && act) return saidByAct(act)
  const certificate = fieldsOf(fieldsOf(whole?.['content'])?.['certificate'])
  return whole?.['format'] === 'grein-quality/1' && certificate ? saidByCertificate(certificate) : null
}

function saidByAct(act: Fields): Said {
  return {
    ...{ act: textOf(act['kind']), at: momentOf(act['occurredAt']), product: textOf(act['productCode']) },
    ...{ certificate: textOf(act['certificate']), verdict: textOf(act['verdict']) },
    batches: namesIn(act),
    masses: [...Map.groupBy(massesIn(act), ({ field }) => field)].map(([field, all]) => ({
      field,
      eachMg: all.map(({ massMg }) => massMg),
    })),
    results: resultsIn(act['results']),
  }
}

function saidByCertificate(certificate: Fields): Said {
  return {
    ...{ act: null, at: momentOf(certificate['releasedAt']), certificate: textOf(certificate['number']) },
    ...{ product: textOf(fieldsOf(certificate['product'])?.['name']), verdict: textOf(certificate['verdict']) },
    batches: namesIn(certificate),
    masses: [],
    results: resultsIn(certificate['specification']),
  }
}

/** Names of batches, wherever a batch has one: `{ "batchId": …, "name": … }`. */
function namesIn(value: unknown): readonly string[] {
  const fields = fieldsOf(value)
  const own = fields && typeof fields['batchId'] === 'string' ? textOf(fields['name']) : null
  return [...new Set([...(own === null ? [] : [own]), ...innerOf(value).flatMap(namesIn)])]
}

type Weighed = { readonly field: string; readonly massMg: bigint }

/** Boxes say again what the lines said that are in them. */
function massesIn(value: unknown): readonly Weighed[] {
  const own = Object.entries(fieldsOf(value) ?? {}).flatMap(([field, amount]) =>
    /massMg$/i.test(field) && typeof amount === 'string' && /^\d{1,18}$/.test(amount)
      ? [{ field, massMg: BigInt(amount) }]
      : [],
  )
  const { units: _, ...rest } = fieldsOf(value) ?? {}
  return [...own, ...(Array.isArray(value) ? value : Object.values(rest)).flatMap(massesIn)]
}

function resultsIn(value: unknown): readonly SaidResult[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((row) => {
    const fields = fieldsOf(row)
    const [analyte, result] = [textOf(fields?.['analyte']), textOf(fields?.['value'])]
    if (!fields || analyte === null || result === null) return []
    const limits = { min: textOf(fields['min']), max: textOf(fields['max']), verdict: textOf(fields['verdict']) }
    return [{ analyte, value: result, unit: textOf(fields['unit']) ?? '', ...limits }]
  })
}

const innerOf = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : []
const textOf = (value: unknown) => (typeof value === 'string' ? value : null)

/** A record may be anybody's: what is no moment is not shown as one. */
function momentOf(value: unknown): string | null {
  const text = textOf(value)
  if (text === null) return null
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    return null
  }
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null // Just asked.
}

function parsed(record: string | null): unknown {
  try {
    return JSON.parse(record ?? 'null')
  } catch {
    return null
  }
}
