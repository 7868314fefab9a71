// Why a row has its outcome: what it was found under, exceptions to mind, and what could not be read and where. Not here: the clauses one by one.
import { useLocale } from '../../locale.tsx'
import { batchCheckMessages } from '../../messages/batch.ts'
import type { ShownRow } from './messages-between.ts'

const bases = ['named', 'enantiomer', 'isomer', 'ester', 'ether', 'derivative', 'group'] as const

export function Why({ row: { found, exceptions, messages } }: { row: ShownRow }) {
  const { t, locale } = useLocale(batchCheckMessages)
  const how = (basis: string) => t(`batch.basis.${bases.find((one) => one === basis) ?? 'derivative'}`)
  const lines = [
    ...found.map(({ list, basis, name, isSure, isModel }) =>
      [
        t('batch.found', { list, name: name[locale], how: how(basis) }),
        ...(isModel ? [t('batch.found.model')] : []),
        ...(isSure ? [] : [t('batch.found.arguable')]),
      ].join(', '),
    ),
    ...exceptions.map(({ title }) => t('batch.exception', { title: title[locale] })),
    ...messages.map((message) => {
      const where = t('batch.where', { at: message.at ?? null, line: message.line ?? null })
      return `${message[locale]}${where === '' ? '' : ` (${where})`}`
    }),
  ]
  if (lines.length === 0) return null
  return (
    <ul className="gr-batch-why">
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
