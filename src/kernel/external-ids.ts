// Identifiers that others gave, each checked by its own rule, check digit included. Not here: whether the thing it names exists.

import { defineProblems, invalid, refuse } from './problem.ts'
import type { Result } from './result.ts'
import { ok } from './result.ts'

declare const identified: unique symbol
export type External<Name extends string> = string & { readonly [identified]: Name }
export type Gtin = External<'gtin'> // always 14 digits
export type Gln = External<'gln'>
export type Sscc = External<'sscc'>
export type Gsrn = External<'gsrn'>
export type Cas = External<'cas'>
export type Kvk = External<'kvk'>
export type Rsin = External<'rsin'>
export type Big = External<'big'>
export type EuCtNumber = External<'eu-ct'>
export type CountryCode = External<'country'>
export type InchiKey = External<'inchikey'>

type Scheme = { readonly scheme: string; readonly rule: { readonly nl: string; readonly en: string } }

export const externalIdProblems = defineProblems('kernel', {
  'identifier-form': invalid<Scheme>({
    title: { nl: 'Dit nummer heeft niet de juiste vorm.', en: 'This number does not have the right form.' },
    detail: ({ scheme, rule }) => ({ nl: `${scheme}: ${rule.nl}`, en: `${scheme}: ${rule.en}` }),
  }),
  'identifier-check': invalid<{ scheme: string }>({
    title: { nl: 'Er zit een typefout in dit nummer.', en: 'There is a typing error in this number.' },
    detail: ({ scheme }) => ({
      nl: `Het controlecijfer van dit ${scheme} klopt niet. Vergelijk elk cijfer met de bron en neem het over.`,
      en: `The check digit of this ${scheme} is wrong. Compare every digit with the source and copy it again.`,
    }),
  }),
})

const form = (scheme: string, nl: string, en: string) =>
  refuse(externalIdProblems['identifier-form'], { scheme, rule: { nl, en } })
const check = (scheme: string) => refuse(externalIdProblems['identifier-check'], { scheme })
const digits = (text: string) => Array.from(text, Number)
/** The one place where a checked text becomes an identifier of its kind. */
const checked = <Name extends string>(text: string) => ok(text as External<Name>)

/** GS1's check digit: weights 3 and 1 from the right, to the next ten. Takes the digits without the check digit. */
export function gs1CheckDigit(withoutCheck: string): number {
  const sum = digits(withoutCheck).reduceRight(
    (total, digit, place) => total + digit * ((withoutCheck.length - place) % 2 === 1 ? 3 : 1),
    0,
  )
  return (10 - (sum % 10)) % 10
}

const gs1Holds = (text: string) => gs1CheckDigit(text.slice(0, -1)) === Number(text.at(-1))

/** A GTIN-8, -12, -13 or -14, returned as the 14 digits that are one key for all four. */
export function parseGtin(text: string): Result<Gtin> {
  if (!/^(\d{8}|\d{12,14})$/.test(text))
    return form('GTIN', 'acht, twaalf, dertien of veertien cijfers', 'eight, twelve, thirteen or fourteen digits')
  return gs1Holds(text) ? checked(text.padStart(14, '0')) : check('GTIN')
}

export function parseGln(text: string): Result<Gln> {
  if (!/^\d{13}$/.test(text)) return form('GLN', 'dertien cijfers', 'thirteen digits')
  return gs1Holds(text) ? checked(text) : check('GLN')
}

export function parseSscc(text: string): Result<Sscc> {
  if (!/^\d{18}$/.test(text)) return form('SSCC', 'achttien cijfers', 'eighteen digits')
  return gs1Holds(text) ? checked(text) : check('SSCC')
}

export function parseGsrn(text: string): Result<Gsrn> {
  if (!/^\d{18}$/.test(text)) return form('GSRN', 'achttien cijfers', 'eighteen digits')
  return gs1Holds(text) ? checked(text) : check('GSRN')
}

/** A CAS Registry Number: the last digit is the sum of the others, each times its place from the right, modulo ten. */
export function parseCas(text: string): Result<Cas> {
  if (!/^[1-9]\d{1,6}-\d{2}-\d$/.test(text)) {
    return form(
      'CAS',
      'twee tot zeven cijfers, streepje, twee cijfers, streepje, één cijfer',
      'two to seven digits, hyphen, two digits, hyphen, one digit',
    )
  }
  const body = text.slice(0, -2).replace('-', '')
  const sum = digits(body).reduce((total, digit, place) => total + digit * (body.length - place), 0)
  return sum % 10 === Number(text.at(-1)) ? checked(text) : check('CAS')
}

/** The number of the Dutch trade register; it has no check digit. */
export function parseKvk(text: string): Result<Kvk> {
  return /^\d{8}$/.test(text) && text !== '00000000' ? checked(text) : form('KvK', 'acht cijfers', 'eight digits')
}

/** RSIN: nine digits under the eleven-test (weights 9 … 2 and −1), as the fiscal number of a legal person. */
export function parseRsin(text: string): Result<Rsin> {
  if (!/^\d{9}$/.test(text) || text === '000000000') return form('RSIN', 'negen cijfers', 'nine digits')
  const sum = digits(text).reduce((total, digit, place) => total + digit * (place === 8 ? -1 : 9 - place), 0)
  return sum % 11 === 0 ? checked(text) : check('RSIN')
}

/** The register of health professions (BIG): eleven digits, of which the first two are the profession; no check digit. */
export function parseBig(text: string): Result<Big> {
  return /^[0-9]{11}$/.test(text) && !text.startsWith('00')
    ? checked(text)
    : form('BIG', 'elf cijfers', 'eleven digits')
}

/** An EU clinical trial number: year, six digits, a two-digit part and, for a version, another: 2023-512345-12-00. */
export function parseEuCtNumber(text: string): Result<EuCtNumber> {
  return /^20\d{2}-5\d{5}-\d{2}-\d{2}$/.test(text)
    ? checked(text)
    : form('EU CT', 'jaar-5xxxxx-xx-xx, zoals 2023-512345-12-00', 'year-5xxxxx-xx-xx, such as 2023-512345-12-00')
}

// ISO 3166-1 alpha-2, the officially assigned codes.
const countryCodes = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL ' +
    'CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU ' +
    'GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC ' +
    'MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT ' +
    'PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA ' +
    'UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
  ).split(' '),
)

export function parseCountry(text: string): Result<CountryCode> {
  return countryCodes.has(text)
    ? checked(text)
    : form('ISO 3166-1', 'twee hoofdletters, zoals NL', 'two capital letters, such as NL')
}

/** The form of a standard InChIKey; whether it belongs to a structure only chemistry can say. */
export function parseInchiKey(text: string): Result<InchiKey> {
  return /^[A-Z]{14}-[A-Z]{8}[SN][A-Z]-[A-Z]$/.test(text)
    ? checked(text)
    : form(
        'InChIKey',
        'veertien, tien en één hoofdletter met streepjes',
        'fourteen, ten and one capital letters with hyphens',
      )
}
