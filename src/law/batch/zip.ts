// A ZIP archive written from front to back: local headers, data with its sizes behind it, the directory at the end. An entry may be as long
// as 4 GiB and so may the archive: a workbook that is larger nobody can open. Not here: compressing, and what is in it.

export type ZipEntry = {
  readonly name: string
  readonly offset: number
  crc: number
  size: number
  packedSize: number
  readonly isPacked: boolean
}

/** Sizes are 32 bits; more is refused by whoever adds up. */
export const zipLimit = 0xffff_ffff

/** 1 January 1980: the archive of the same rows is the same archive. */
const noDate = 0x0021
/** Sizes follow the data; names are UTF-8. */
const flags = 0x0808
const version = 20

export function localHeader({ name, isPacked }: Pick<ZipEntry, 'name' | 'isPacked'>): Uint8Array<ArrayBuffer> {
  const path = new TextEncoder().encode(name)
  return bytesOf(
    [4, 0x04034b50],
    [2, version],
    [2, flags],
    [2, isPacked ? 8 : 0],
    [2, 0],
    [2, noDate],
    [4, 0],
    [4, 0],
    [4, 0],
    [2, path.length],
    [2, 0],
    path,
  )
}

export function dataDescriptor({ crc, packedSize, size }: ZipEntry): Uint8Array<ArrayBuffer> {
  return bytesOf([4, 0x08074b50], [4, crc], [4, packedSize], [4, size])
}

/** The directory of all entries; `offset` is where it begins. */
export function directory(entries: readonly ZipEntry[], offset: number): Uint8Array<ArrayBuffer> {
  const rows = entries.map((entry) => {
    const path = new TextEncoder().encode(entry.name)
    return bytesOf(
      [4, 0x02014b50],
      [2, version],
      [2, version],
      [2, flags],
      [2, entry.isPacked ? 8 : 0],
      [2, 0],
      [2, noDate],
      [4, entry.crc],
      [4, entry.packedSize],
      [4, entry.size],
      [2, path.length],
      ...([2, 2, 2, 2, 4] as const).map((width): Part => [width, 0]),
      [4, entry.offset],
      path,
    )
  })
  const size = rows.reduce((sum, row) => sum + row.length, 0)
  const count = entries.length
  return bytesOf(...rows, [4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])
}

type Part = readonly [width: 2 | 4, value: number] | Uint8Array

const isBytes = (part: Part): part is Uint8Array => ArrayBuffer.isView(part)

function bytesOf(...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + (isBytes(part) ? part.length : part[0]), 0)
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const part of parts) {
    if (isBytes(part)) bytes.set(part, at)
    else if (part[0] === 2) view.setUint16(at, part[1], true)
    else view.setUint32(at, part[1] >>> 0, true)
    at += isBytes(part) ? part.length : part[0]
  }
  return bytes
}

const crcTable = new Uint32Array(256).map((_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[at]!) & 0xff]!
  return (crc ^ 0xffff_ffff) >>> 0
}

/** The checksum of two pieces behind each other, from those of each: pieces are made in parallel, and a run that was cut off goes on. */
export function joinCrc(first: number, second: number, secondLength: number): number {
  // Moving `first` on by n zero bytes is a linear map over its 32 bits; squaring the map doubles the zeros.
  let map = new Uint32Array(32)
  map[0] = 0xedb88320
  for (let bit = 1; bit < 32; bit++) map[bit] = 2 ** (bit - 1)
  for (let doubling = 0; doubling < 3; doubling++) map = squared(map)
  let moved = first >>> 0
  for (let length = secondLength; length > 0; length = Math.floor(length / 2)) {
    if (length % 2 === 1) moved = applied(map, moved)
    map = squared(map)
  }
  return (moved ^ second) >>> 0
}

function applied(map: Uint32Array, value: number): number {
  let sum = 0
  for (let bit = 0, left = value; left !== 0; bit++, left >>>= 1) if (left & 1) sum ^= map[bit]!
  return sum >>> 0
}

const squared = (map: Uint32Array): Uint32Array<ArrayBuffer> =>
  new Uint32Array(32).map((_, bit) => applied(map, map[bit]!))
