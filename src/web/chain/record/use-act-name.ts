// How an act is called on the screen where it is recorded: who may not recall is not told that it could be. Not here: what was recorded (words.ts).
import type { ActKind } from '#chain/contract'
import { useLocale } from '../../locale.tsx'
import { chainMessages } from '../../messages/chain.ts'
import { recordMessages } from '../../messages/record.ts'
import { useMayRecord } from '../use-may-record.ts'

const texts = { ...chainMessages, ...recordMessages }

export function useActName(): (kind: ActKind) => string {
  const { t } = useLocale(texts)
  const mayRecall = useMayRecord('recall')
  return (kind) => (kind === 'hold' && !mayRecall ? t('record.hold') : t(`act.${kind}`))
}
