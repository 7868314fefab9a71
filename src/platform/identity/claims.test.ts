// What an issuer's claims are read as, and that nothing is guessed. Not here: whether the token around them is good.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles } from '../contract.ts'
import { type ClaimsMapping, eHerkenningClaims, qualifiers, readClaims, readClaimsMapping } from './claims.ts'
import { rolesFor, wallOf } from './walls.ts'

const good = {
  sub: 'x',
  name: 'P. Jansen',
  acr: 'urn:etoegang:core:assurance-class:loa3',
  'urn:etoegang:core:LegalSubjectID': { qualifier: qualifiers.kvk, value: '68750110' },
  'urn:etoegang:core:ActingSubjectID': 'pseudonym-1',
  'urn:grein:roles': ['pharmacist', 'emperor', 'public', 7],
}

describe('claims', () => {
  test('of an eHerkenning broker are read; unknown roles and the public are no roles', () => {
    expect(readClaims(eHerkenningClaims, good)).toEqual({
      ok: true,
      value: {
        subject: 'pseudonym-1',
        legalSubject: { kind: qualifiers.kvk, number: '68750110' },
        name: 'P. Jansen',
        roles: ['pharmacist'],
        assurance: 'substantial',
      },
    })
  })

  test.each([
    ['no acting person', { 'urn:etoegang:core:ActingSubjectID': undefined }],
    ['an empty acting person', { 'urn:etoegang:core:ActingSubjectID': '' }],
    ['a legal subject that is text', { 'urn:etoegang:core:LegalSubjectID': '68750110' }],
    ['a legal subject without its kind', { 'urn:etoegang:core:LegalSubjectID': { value: '68750110' } }],
    ['a name that is no text', { name: ['P.'] }],
    ['a name without end', { name: 'x'.repeat(121) }],
    ['an assurance nobody knows', { acr: 'urn:etoegang:core:assurance-class:loa9' }],
    ['an assurance from the prototype', { acr: 'toString' }],
    ['no assurance', { acr: undefined }],
  ])('with %s refuse the login, naming the claim and not its value', (_what, over) => {
    const read = readClaims(eHerkenningClaims, { ...good, ...over })
    expect(read.ok).toBe(false)
    if (!read.ok) expect(JSON.stringify(read.refusal.params)).not.toMatch(/68750110|Jansen|pseudonym/)
  })

  test('a broker that writes things elsewhere is read by its own mapping', () => {
    const mapping = {
      legalSubject: ['org', 'kvk'],
      legalSubjectKind: ['org', 'type'],
      actingPerson: ['sub'],
      name: ['display'],
      roles: ['groups'],
      assurance: ['acr'],
      assuranceLevels: { '2': 'high' },
    } satisfies ClaimsMapping
    const claims = { sub: 's', org: { kvk: '1', type: 't' }, display: 'D', groups: ['inspector'], acr: '2' }
    expect(readClaims(mapping, claims)).toMatchObject({ ok: true, value: { roles: ['inspector'], assurance: 'high' } })
  })

  test('whatever comes, the answer is a login or a refusal, never a crash', () => {
    fc.assert(fc.property(fc.anything(), (claims) => typeof readClaims(eHerkenningClaims, claims).ok === 'boolean'))
    const keys = fc.constantFrom(...Object.keys(good))
    fc.assert(
      fc.property(keys, fc.anything(), (key, value) => {
        const read = readClaims(eHerkenningClaims, { ...good, [key]: value })
        if (read.ok) expect(roles).toEqual(expect.arrayContaining([...read.value.roles]))
      }),
    )
  })
})

describe('roles', () => {
  test('of staff are dropped for who acts for a company, whatever its mandate says', () => {
    expect(rolesFor(['inspector', 'pharmacist', 'policy-officer'], { isOfficial: false })).toEqual(['pharmacist'])
    expect(rolesFor(['inspector'], { isOfficial: true })).toEqual(['inspector'])
  })

  test('put a person behind a wall: staff before holder before the public', () => {
    expect(wallOf(['pharmacist', 'inspector'])).toBe('staff')
    expect(wallOf(['pharmacist'])).toBe('holder')
    expect(wallOf(['monitor-analyst', 'test-location-worker'])).toBe('public')
    expect(wallOf([])).toBe('public')
  })

  test('without a role of staff nobody stands behind the wall of staff', () => {
    const some = fc.subarray([...roles])
    fc.assert(fc.property(some, (given) => wallOf(rolesFor(given, { isOfficial: false })) !== 'staff'))
  })
})

describe('a mapping that an operator wrote', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/operate/login.md'), 'utf8')
  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''

  test('as docs/operate/login.md shows it, is the one we use without', () => {
    expect(readClaimsMapping(example)).toEqual(eHerkenningClaims)
  })

  test.each([
    ['no JSON', '{'],
    ['a path that is text', example.replace('["name"]', '"name"')],
    ['a level nobody knows', example.replace('"high"', '"highest"')],
    ['a claim we do not read', example.replace('"name":', '"nickname":')],
    ['nothing', ''],
  ])('is refused with %s', (_what, text) => {
    expect(readClaimsMapping(text)).toBeNull()
  })
})
