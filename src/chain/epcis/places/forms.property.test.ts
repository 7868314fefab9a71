// However a GLN is written, it is read back as that GLN, and no other writing passes for one. Not here: whose it is (places.test.ts).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gs1CheckDigit } from '#kernel'
import { canonicalLink } from '../digital-link.ts'
import { placeSchemas } from '../profile/place-schemas.ts'
import { glnLink, glnUrn, isExtension, ourUrn, readPlaceName } from './forms.ts'

const anyGln = fc.stringMatching(/^[0-9]{12}$/).map((digits) => `${digits}${gs1CheckDigit(digits)}`)
const anyRoom = fc.stringMatching(/^[A-Za-z0-9!"%&'()*+,\-./:;<=>?_]{1,20}$/).filter(isExtension)
const anyPrefix = fc.integer({ min: 6, max: 12 })
const [place, party] = [new RegExp(placeSchemas.place.pattern), new RegExp(placeSchemas.party.pattern)]

describe('a GLN', () => {
  test('as a link, of whatever house and in words, and as a URN with a prefix of any length, is that GLN', () => {
    fc.assert(
      fc.property(anyGln, fc.option(anyRoom, { nil: null }), anyPrefix, (gln, room, prefixLength) => {
        const link = glnLink('414', gln, room)
        const urn = glnUrn(link, { gln, prefixLength }) ?? ''
        const elsewhere = link.replace('https://id.gs1.org/414', 'https://shop.example.nl/places/gln')
        const same = { kind: 'gln', of: '414', gln, extension: room }
        for (const uri of [link, urn, elsewhere]) {
          expect(readPlaceName(uri)).toEqual(same)
          expect(canonicalLink(uri)).toBe(link)
          expect(uri).toMatch(place)
        }
        expect(urn).toMatch(/^urn:epc:id:sgln:/)
      }),
    )
  })

  test('of a party is that of a party', () => {
    fc.assert(
      fc.property(anyGln, anyPrefix, (gln, prefixLength) => {
        const link = glnLink('417', gln)
        const urn = glnUrn(link, { gln, prefixLength }) ?? ''
        for (const uri of [link, urn]) {
          expect(readPlaceName(uri)).toEqual({ kind: 'gln', of: '417', gln, extension: null })
          expect(uri).toMatch(party)
        }
        expect(urn).toBe(`urn:epc:id:pgln:${gln.slice(0, prefixLength)}.${gln.slice(prefixLength, 12)}`)
      }),
    )
  })

  test('with another last digit is none', () => {
    fc.assert(
      fc.property(anyGln, fc.integer({ min: 1, max: 9 }), (gln, more) => {
        const other = `${gln.slice(0, 12)}${(Number(gln[12]) + more) % 10}`
        expect(readPlaceName(glnLink('414', other))).toEqual({ kind: 'wrong', why: 'check' })
      }),
    )
  })

  test('with too few or too many digits, or a prefix that is none, is none', () => {
    for (const uri of [
      'https://id.gs1.org/414/952000000001',
      'https://id.gs1.org/417/95200000000111',
      'urn:epc:id:sgln:95200.0000001.0',
      'urn:epc:id:sgln:9520000.0001.0',
      'urn:epc:id:sgln:9520000.000011.0',
      'urn:epc:id:sgln:9520000.00001',
      'urn:epc:id:pgln:9520000.00001.0',
      'urn:epc:id:pgln:9520000000001.',
      'urn:epc:id:sgln:952000A.00001.0',
    ]) {
      expect([uri, readPlaceName(uri)]).toEqual([uri, { kind: 'wrong', why: 'form' }])
      if (uri.startsWith('urn')) expect(uri).not.toMatch(/sgln/.test(uri) ? place : party)
    }
  })

  test('without the length of the prefix has no URN', () => {
    expect(glnUrn(glnLink('414', '9520000000011'), { gln: '9520000000011', prefixLength: null })).toBeNull()
  })
})

test('our own name of a room is read back, whatever the room is called', () => {
  fc.assert(
    fc.property(
      fc.uuid({ version: 7 }),
      fc.option(fc.string({ minLength: 1, maxLength: 40 }), { nil: null }),
      (id, room) => {
        fc.pre(room === null || room.isWellFormed())
        expect(readPlaceName(ourUrn(id, room))).toEqual({ kind: 'ours', id, room })
        expect(ourUrn(id, room)).toMatch(place)
      },
    ),
  )
})

test('a room with a space, one that is called 0 and one of dots alone are no extension', () => {
  expect(['Kas 3', '0', '..', '', 'x'.repeat(21)].filter(isExtension)).toEqual([])
  expect(['A1', 'A-moeders', '00', '3/4'].filter(isExtension)).toHaveLength(4)
})

test('anything else names no place', () => {
  for (const uri of ['urn:x:shed', 'https://example.nl/places/7', 'https://id.gs1.org/01/09520000000011', 'urn:uuid:7'])
    expect(readPlaceName(uri)).toEqual({ kind: 'other' })
})
