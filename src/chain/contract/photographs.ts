// A photograph as the chain takes one: a plain JPEG, by its bytes and never by its name, without anything a camera writes beside the
// picture. The browser makes it so and the server refuses what is not. Not here: storing it (papers/photographs.ts).
import { IdOf, type Static, Strict, Type } from '#kernel'

/** A photograph of a signed record: which document, and the SHA-256 of its bytes (hex), so that an exchanged picture is seen. */
export const Photograph = Strict({
  documentId: IdOf('document'),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the bytes, hex' }),
})
export type Photograph = Static<typeof Photograph>

/** What a phone makes of 2,000 points, with room to spare; ten of them still print. */
export const photographBytesMax = 4_000_000
/** A side a page can show; a picture of more is a decompression bomb or needless. */
export const photographSideMax = 4_096
export const photographsMax = 10

export type PhotographFault = 'not-a-photograph' | 'too-many-points' | 'tells-more'
export type PhotographRead =
  | { readonly ok: true; readonly width: number; readonly height: number }
  | { readonly ok: false; readonly fault: PhotographFault }

/** A marker, and where its segment begins and ends; of a scan the coded picture behind it is part. */
type Segment = { readonly marker: number; readonly from: number; readonly until: number }

/** Markers of a frame whose picture every reader can draw: baseline and progressive. */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** Tables, restart interval, frame and scan; JFIF, colour profile and Adobe's transform change how it looks and tell nothing else. */
const plain = new Set([0xc4, 0xdb, 0xdd, 0xda, 0xe0, 0xe2, 0xee, ...frames])
const startOfScan = 0xda
const endOfImage = 0xd9

/** Whole from its first byte to its last: what is hidden behind the picture, or breaks off, is no photograph. */
export function readPhotograph(bytes: Uint8Array): PhotographRead {
  const segments = segmentsOf(bytes)
  const frame = segments?.filter(({ marker }) => frames.has(marker)) ?? []
  const [only] = frame
  if (!segments || !only || frame.length > 1 || !segments.some(({ marker }) => marker === startOfScan))
    return { ok: false, fault: 'not-a-photograph' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [height, width] = [view.getUint16(only.from + 5), view.getUint16(only.from + 7)]
  if (width === 0 || height === 0) return { ok: false, fault: 'not-a-photograph' }
  if (width > photographSideMax || height > photographSideMax) return { ok: false, fault: 'too-many-points' }
  if (segments.some(({ marker }) => !plain.has(marker))) return { ok: false, fault: 'tells-more' }
  return { ok: true, width, height }
}

/** The same picture without place, moment, make of camera, thumbnail or remark; what cannot be read as a JPEG comes back as it is. */
export function withoutMetadata(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept = segmentsOf(bytes)?.filter(({ marker }) => plain.has(marker)) ?? null
  if (kept === null) return new Uint8Array(bytes)
  const parts = [
    Uint8Array.of(0xff, 0xd8),
    ...kept.map(({ from, until }) => bytes.subarray(from, until)),
    Uint8Array.of(0xff, endOfImage),
  ]
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Between the start and the end of the image; null when these bytes are no JPEG from first to last. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const segments: Segment[] = []
  let at = 2
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return null
    if (marker === endOfImage) return at + 2 === bytes.length ? segments : null
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    // A frame says at least its precision and two sides; a length counts its own two bytes.
    if (length < (frames.has(marker) ? 8 : 2)) return null
    const end = at + 2 + length
    const until = marker === startOfScan ? endOfScan(bytes, end) : end
    if (until > bytes.length) return null
    segments.push({ marker, from: at, until })
    at = until
  }
  return null
}

/** In coded data 0xff is followed by zero or a restart; anything else is the next marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
