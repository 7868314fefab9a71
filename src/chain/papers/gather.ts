// What every paper of an event begins with: its number, its times, its proof, its places and its products. Not here: what each paper says
// besides (event-paper.ts, count-paper.ts).
import {
  type BatchId,
  type EventId,
  type Locale,
  legalDayOf,
  type PlainDate,
  parseId,
  translator,
  writerIn,
} from '#kernel'
import type { Product } from '#law/contract'
import type { Actor, DocumentStore, Paper, Tx } from '#platform'
import type { EventView, RecordArticle, ShipmentView } from '../contract.ts'
import type { LawForChain } from '../law.ts'
import { selectPartyKinds } from '../picture/store.ts'
import { recordBasisText } from '../record-basis-text.ts'
import { type Address, selectAddresses } from '../store/addresses.ts'
import { selectBatches } from '../store/batches.ts'
import { loadRecordBasis } from '../store/keepers.ts'
import type { PrintedPhotograph } from './photographs.ts'
import { paperTexts } from './texts.ts'

export const eventPapers = ['receive', 'ship', 'hand-over', 'destroy', 'count'] as const
type PaperKind = (typeof eventPapers)[number]

export type PaperAsked = {
  readonly eventId: EventId
  readonly locale: Locale
  readonly law: LawForChain
  /** Where photographs lie. */
  readonly documents: DocumentStore
}

type Named = { readonly name: string; readonly substance: string; readonly form: string }
export type Gathered = {
  readonly event: EventView
  readonly locale: Locale
  readonly addresses: ReadonlyMap<string, Address>
  readonly named: (batchId: string) => Named
  readonly on: PlainDate
  /** The article under which its holder keeps records; null where that is not established. */
  readonly keptUnder: RecordArticle | null
}

export async function gather(
  tx: Tx,
  actor: Actor,
  event: EventView,
  { locale, law }: PaperAsked,
  shipment: ShipmentView | null = null,
): Promise<Gathered> {
  const on = legalDayOf(Temporal.Instant.from(event.occurredAt))
  const printed = [event.premises, shipment?.fromPremises, shipment?.toPremises].flatMap((one) =>
    one ? [one.premisesId] : [],
  )
  const premises = await selectAddresses(tx, actor.authorityId, {
    premisesIds: printed.map((id) => parseId('premises', id) ?? ''),
    on,
  })
  const wanted = [...event.batches, ...(shipment?.lines.map(({ batch }) => batch) ?? [])]
  const ids = [...new Set(wanted.map(({ batchId }) => parseId('batch', batchId) as BatchId))] // Printed by ourselves.
  const rows =
    ids.length === 0
      ? []
      : await selectBatches(tx, actor.authorityId, {
          ids,
          order: { by: 'name', isDescending: false },
          limit: ids.length,
        })
  const holderId = event.holder ? parseId('party', event.holder.partyId ?? '') : null
  const kind = holderId && (await selectPartyKinds(tx, actor.authorityId, [holderId])).get(holderId)
  const holders = holderId && kind ? [{ holderId, holderKind: kind }] : []
  const basisOf = await loadRecordBasis(tx, actor, { holders, on })
  const keptUnder = holders[0] ? basisOf(holders[0]) : null
  const byId = new Map(rows.map((row) => [`bat_${row.batchId}`, row]))
  return {
    event,
    locale,
    on,
    keptUnder,
    addresses: new Map(premises.map((row) => [`pre_${row.premisesId}`, row])),
    named(batchId) {
      const row = byId.get(batchId)
      const product = row ? law.product(row.productCode, legalDayOf(row.openedAt)) : null
      return {
        name: wanted.find((one) => one.batchId === batchId)?.name ?? row?.name ?? '',
        substance: product ? withSubstance(product, { law, locale, on }) : '–',
        form: product?.form ?? '–',
      }
    },
  }
}

/** The product, of which substance it is, and on which list that was. */
export function withSubstance(
  { name, substanceId }: Product,
  { law, locale, on }: { readonly law: LawForChain; readonly locale: Locale; readonly on: PlainDate },
): string {
  const list = law.listOf(substanceId, on)
  return `${name} (${law.substanceName(substanceId, locale)}${list ? `, ${list}` : ''})`
}

export type Filled = {
  readonly facts: readonly (readonly [string, string])[]
  readonly parties: readonly (readonly [string, readonly string[]])[]
  readonly head: readonly string[]
  readonly columns: readonly ('text' | 'wide' | 'mass')[]
  readonly rows: readonly (readonly string[])[]
  readonly remarks: readonly string[]
  readonly signatures: readonly (readonly [string, readonly string[]])[]
  readonly carrier: readonly string[]
  readonly boxes: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } | null
}

export function paperOf(
  { event, locale, on, keptUnder }: Gathered,
  kind: PaperKind,
  filled: Filled,
  photographs: readonly PrintedPhotograph[] = [],
): Paper {
  const t = translator(paperTexts, locale)
  const { leafIndex, eventId, holder, recordedAt, occurredAt, exemption, correctedById } = event
  const write = writerIn(locale)
  return {
    template: new URL('./papers.typ', import.meta.url),
    language: locale,
    title: t(`title.${kind}`),
    author: holder?.name ?? '',
    foot: t('foot', {
      event: eventId,
      index: leafIndex === null ? t('foot.waiting') : t('foot.index', { index: leafIndex }),
    }),
    day: on,
    files: Object.fromEntries(
      photographs.flatMap(({ documentId, bytes }) => (bytes ? [[`${documentId}.jpg`, bytes]] : [])),
    ),
    data: {
      ...filled,
      void: correctedById && t('taken-back', { event: correctedById }),
      pictures: photographs.map(({ documentId, sha256, bytes }, at) => ({
        file: bytes ? `/${documentId}.jpg` : null,
        alt: t('photograph.alt', { number: at + 1 }),
        lines: [t('photograph.number', { number: at + 1 }), sha256, ...(bytes ? [] : [t('photograph.not-as-signed')])],
      })),
      facts: [
        [t('number'), eventId],
        [t('happened'), write.instant(occurredAt)],
        [t('recorded'), write.instant(recordedAt)],
        ...(exemption ? [[t('exemption'), exemption.number]] : []),
        [t('basis'), kind === 'destroy' || kind === 'count' ? recordBasisText(keptUnder)[locale] : t(`basis.${kind}`)],
        ...filled.facts,
      ],
    },
  }
}

export function addressLines(
  { addresses, locale }: Gathered,
  partyName: string,
  premisesId: string | undefined,
): string[] {
  const t = translator(paperTexts, locale)
  const found = premisesId === undefined ? undefined : addresses.get(premisesId)
  if (!found) return [partyName]
  const gln = found.gln ? [`GLN ${found.gln}`] : []
  return [partyName, found.name, t('address', found), ...gln, t('street')]
}
