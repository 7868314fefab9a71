// What was said with an event, on its page: facts, where there are any. Not here: which facts (said-in.ts).
import type { Act } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { countMessages } from '../messages/count.ts'
import { recordMessages } from '../messages/record.ts'
import { roomMessages } from '../messages/rooms.ts'
import { saidMessages } from '../messages/said.ts'
import { Facts } from '../parts/facts.tsx'
import { saidIn } from './said-in.ts'

const texts = { ...chainMessages, ...countMessages, ...recordMessages, ...roomMessages, ...saidMessages }

export function SaidPanel({ act }: { act: Act }) {
  const words = useLocale(texts)
  const facts = saidIn(act, words)
  if (facts.length === 0) return null
  return (
    <section className="gr-chain-panel">
      <h2>{words.t('said.title')}</h2>
      <Facts facts={facts} />
    </section>
  )
}
