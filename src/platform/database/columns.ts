// Lists of values as PostgreSQL's own binary arrays, for columns of many rows: nothing is spelled out here and read again there.
// `pg` sends a Buffer as it is, as binary. Not here: single values, and what comes back (values.ts).

// Object ids of the types, as fixed in PostgreSQL's own catalogue since before version 8.
const oid = { bytea: 17, int4: 23, int8: 20, text: 25, timestamptz: 1184, uuid: 2950 }
const headBytes = 20
const lengthBytes = 4
const nullLength = -1

export const uuidColumn = (values: readonly (string | null)[]): Buffer => fixedColumn(oid.uuid, 16, values, writeUuid)

/** Where the two digits of each byte stand: a batch has tens of thousands of ids, and taking the dashes out made two strings of each. */
const digitsOfUuid = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

function writeUuid(into: Buffer, at: number, value: string): void {
  for (let place = 0; place < 16; place++) {
    const digit = digitsOfUuid[place]! // Sixteen of them.
    into[at + place] = (hexDigit(value.charCodeAt(digit)) << 4) | hexDigit(value.charCodeAt(digit + 1))
  }
}

/** 0–9, then a–f and A–F, of which the lowest four bits count from one. */
const hexDigit = (code: number): number => (code <= 57 ? code - 48 : (code & 15) + 9)

export const integerColumn = (values: readonly (number | null)[]): Buffer =>
  fixedColumn(oid.int4, 4, values, (into, at, value) => into.writeInt32BE(value, at))

export const bigintColumn = (values: readonly (bigint | null)[]): Buffer =>
  fixedColumn(oid.int8, 8, values, (into, at, value) => into.writeBigInt64BE(value, at))

/** Microseconds since 1970, as `microsecondsOf` gives them. PostgreSQL counts from the year 2000. */
export const instantColumn = (values: readonly bigint[]): Buffer =>
  fixedColumn(oid.timestamptz, 8, values, (into, at, value) => into.writeBigInt64BE(value - since2000, at))

export const bytesColumn = (values: readonly (Uint8Array | null)[]): Buffer => {
  const lengths = values.map((value) => value?.length ?? 0)
  const into = begin(oid.bytea, values, lengths)
  let at = headBytes
  for (const [place, value] of values.entries()) {
    at = into.writeInt32BE(value === null ? nullLength : value.length, at)
    if (value !== null) into.set(value, at)
    at += lengths[place]! // As many as values.
  }
  return into
}

export const textColumn = (values: readonly (string | null)[]): Buffer => {
  const lengths = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)))
  const into = begin(oid.text, values, lengths)
  let at = headBytes
  for (const [place, value] of values.entries()) {
    const length = lengths[place]! // As many as values.
    at = into.writeInt32BE(value === null ? nullLength : length, at)
    if (value !== null) into.write(value, at, length)
    at += length
  }
  return into
}

const since2000 = 946_684_800_000_000n

/** To the nearest microsecond, which is as finely as PostgreSQL keeps it. */
export const microsecondsOf = (instant: Temporal.Instant): bigint => (instant.epochNanoseconds + 500n) / 1000n

function fixedColumn<Value extends string | number | bigint>(
  type: number,
  size: number,
  values: readonly (Value | null)[],
  write: (into: Buffer, at: number, value: Value) => void,
): Buffer {
  const into = begin(
    type,
    values,
    values.map((value) => (value === null ? 0 : size)),
  )
  let at = headBytes
  for (const value of values) {
    at = into.writeInt32BE(value === null ? nullLength : size, at)
    if (value === null) continue
    write(into, at, value)
    at += size
  }
  return into
}

/** Dimensions, whether there are nulls, the type; then how many, counted from one. An empty list has no dimension. */
function begin(type: number, values: readonly unknown[], lengths: readonly number[]): Buffer {
  const isEmpty = values.length === 0
  const bytes = lengths.reduce((sum, length) => sum + lengthBytes + length, isEmpty ? 12 : headBytes)
  const into = Buffer.allocUnsafe(bytes) // Every byte of it is written.
  into.writeInt32BE(isEmpty ? 0 : 1, 0)
  into.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  into.writeInt32BE(type, 8)
  if (isEmpty) return into
  into.writeInt32BE(values.length, 12)
  into.writeInt32BE(1, 16)
  return into
}
