// Our own identifiers: a UUIDv7 in the database, a typed prefix at the boundary. Not here: identifiers others gave (external-ids.ts).
import { v7 } from 'uuid'

declare const brand: unique symbol
export type Id<Name extends string> = string & { readonly [brand]: Name }

/** The prefix of each kind at the boundary: `bat_0198f1c2-…`. One row here is all a new kind needs. */
export const idPrefixes = {
  authority: 'aut',
  party: 'par',
  premises: 'pre',
  exemption: 'exe',
  batch: 'bat',
  account: 'acc',
  event: 'evt',
  shipment: 'shp',
  user: 'usr',
  session: 'ses',
  client: 'cli',
  document: 'doc',
  expertDecision: 'exd',
  decision: 'dec',
  substance: 'sub',
  query: 'qry',
  recall: 'rcl',
  quality: 'qua',
  step: 'stp',
  location: 'loc',
  destination: 'dst',
  gln: 'gln',
  erasure: 'ers',
} as const satisfies Record<string, string>

export type IdName = keyof typeof idPrefixes
export type AuthorityId = Id<'authority'>
export type PartyId = Id<'party'>
export type PremisesId = Id<'premises'>
export type ExemptionId = Id<'exemption'>
export type BatchId = Id<'batch'>
export type AccountId = Id<'account'>
export type EventId = Id<'event'>
export type ShipmentId = Id<'shipment'>
export type UserId = Id<'user'>
export type SessionId = Id<'session'>
export type ClientId = Id<'client'>
export type DocumentId = Id<'document'>
export type ExpertDecisionId = Id<'expertDecision'>
export type DecisionId = Id<'decision'>
export type SubstanceId = Id<'substance'>
export type QualityId = Id<'quality'>
export type StepId = Id<'step'>
export type RecallId = Id<'recall'>
export type ErasureId = Id<'erasure'>

/** Five groups of hexadecimals as PostgreSQL prints them, of whatever version: what may stand in a uuid column. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** One that we make. */
const bareUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A new id; `at` (ms since 1970) is for replays and the demo, which must give the same ids, with `random` (16 bytes). */
export function newId<Name extends IdName>(_name: Name, seeded?: { at: number; random: Uint8Array }): Id<Name> {
  return (seeded ? v7({ msecs: seeded.at, random: seeded.random, seq: seeded.random[6]! }) : v7()) as Id<Name> // The brand is made here.
}

/** The bare UUID of a prefixed id such as "bat_0198…", or null when it is not one of that kind. */
export function parseId<Name extends IdName>(name: Name, text: string): Id<Name> | null {
  const prefix = `${idPrefixes[name]}_`
  if (!text.startsWith(prefix)) return null
  const bare = text.slice(prefix.length)
  return bareUuid.test(bare) ? (bare as Id<Name>) : null // Checked on this line.
}

/** What leaves the house: the id with its prefix. */
export function printId<Name extends IdName>(name: Name, id: Id<Name>): string {
  return `${idPrefixes[name]}_${id}`
}

/** For values that come from our own database, where the column says what they are. */
export function trustId<Name extends IdName>(_name: Name, bare: string): Id<Name> {
  return bare as Id<Name> // A uuid column of our own; the database checked its form.
}

/** The pattern of a prefixed id, for JSON Schema. */
export function idPattern(name: IdName): string {
  return `^${idPrefixes[name]}_[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`
}

/** The instant inside a UUIDv7, in ms since 1970. */
export function millisecondsOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
