// What passes for a photograph, whatever bytes are handed in. Not here: storing one (papers/photographs.test.ts).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallPhotograph, withSegment } from '../testing/photograph.ts'
import { photographSideMax, readPhotograph, withoutMetadata } from './photographs.ts'

const exif = 'Exif\0\0MM GPSLatitude 52.08'

describe('a photograph', () => {
  test('is a whole JPEG with a size', () => {
    expect(readPhotograph(smallPhotograph)).toEqual({ ok: true, width: 8, height: 8 })
  })
  test.each<[string, number, string]>([
    ['place and moment (Exif)', 0xe1, exif],
    ['a remark', 0xfe, 'taken by J. Jansen'],
    ['what an editor wrote (IPTC)', 0xed, 'Photoshop 3.0'],
    ['a preview in a second picture', 0xe5, 'MPF'],
  ])('with %s is refused, and made plain it is the picture alone', (_, marker, content) => {
    const told = withSegment(smallPhotograph, marker, content)
    expect(readPhotograph(told)).toEqual({ ok: false, fault: 'tells-more' })
    expect(withoutMetadata(told)).toEqual(smallPhotograph)
  })
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
    ['a page that begins like one', new TextEncoder().encode('\u00ff\u00d8<script>alert(1)</script>')],
    ['a program behind the picture', Uint8Array.from([...smallPhotograph, 0x4d, 0x5a, 0x90])],
    ['a second picture behind the first', Uint8Array.from([...smallPhotograph, ...smallPhotograph])],
    ['a picture that breaks off', smallPhotograph.subarray(0, 200)],
    ['only a start and an end', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
    ['a length that reaches past the end', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0, 0xff, 0xd9)],
    ['a length of nothing, again and again', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0, 0xff, 0xd9)],
  ])('%s is none', (_, bytes) => {
    expect(readPhotograph(bytes)).toEqual({ ok: false, fault: 'not-a-photograph' })
  })
  test('of more points than a page can show is refused by what it says, before anyone draws it', () => {
    const bomb = Uint8Array.from(smallPhotograph)
    const frame = bomb.findIndex((byte, at) => byte === 0xff && bomb[at + 1] === 0xc0)
    bomb.set([0xff, 0xff, 0xff, 0xff], frame + 5)
    expect(readPhotograph(bomb)).toEqual({ ok: false, fault: 'too-many-points' })
    bomb.set([0, 0], frame + 5)
    expect(readPhotograph(bomb)).toEqual({ ok: false, fault: 'not-a-photograph' })
    expect(photographSideMax).toBeLessThan(0xffff)
  })
  test('random and bent bytes are answered, never thrown at; what passes has a size within bounds', () => {
    const bent = fc
      .array(fc.tuple(fc.nat(smallPhotograph.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = Uint8Array.from(smallPhotograph)
        for (const [at, byte] of changes) bytes[at] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), bent), (bytes) => {
        const read = readPhotograph(bytes)
        if (read.ok) {
          expect(read.width).toBeLessThanOrEqual(photographSideMax)
          expect(withoutMetadata(bytes)).toEqual(bytes)
        } else expect(readPhotograph(withoutMetadata(bytes))).toBeDefined()
      }),
      { numRuns: 2_000 },
    )
  })
})
