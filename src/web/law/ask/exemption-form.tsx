// An exemption somebody holds, as far as the question needs it; offered once the answer says which list it is. Not here: the register of exemptions.
import { useState } from 'react'
import { type Decision, type ExemptionHeld, lawActs } from '#law/contract'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/choice.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Select } from '../../parts/select.tsx'
import { type AskSearch, type Go, readExemptions } from './question.ts'

const grounds = [
  'opiumwet/8/1/a',
  'opiumwet/8/1/b',
  'opiumwet/8/1/c',
  'opiumwet/8/1/d',
  'opiumwet/8/2',
  'opiumwet/8/3/a',
  'opiumwet/8/3/b',
  'opiumwet/8/3/c',
  'opiumwet/8/3/d',
] as const

type Props = { readonly decision: Decision; readonly search: AskSearch; readonly go: Go }

export function ExemptionForm({ decision, search, go }: Props) {
  const { t } = useLocale(askMessages)
  if (decision.listings.length === 0 || readExemptions(search.x).length > 0) return null
  return (
    <div className="gr-no-print">
      <Disclosure title={t('ask.exemption')}>
        <Fields decision={decision} go={go} />
      </Disclosure>
    </div>
  )
}

function Fields({ decision, go }: Omit<Props, 'search'>) {
  const { t } = useLocale(askMessages)
  const { question, listings, substance, on } = decision
  const lists = [...new Set(listings.map(({ list }) => list))]
  const [ground, setGround] = useState<(typeof grounds)[number]>(
    lists.includes('IA') ? 'opiumwet/8/3/b' : 'opiumwet/8/1/a',
  )
  const [from, setFrom] = useState<string | null>(on)
  const [until, setUntil] = useState<string | null>(null)
  const [perCase, setPerCase] = useState(question.act === 'import' || question.act === 'export')
  const acts = lawActs.filter((act) => act === question.act)
  const group = listings.find(({ basis }) => basis === 'group')
  const named = substance?.substanceId ?? (group ? `group:${group.rule}` : null)
  const isWhole = from !== null && acts.length > 0 && named !== null
  const add = () => {
    if (!isWhole) return
    const held: ExemptionHeld = {
      number: 'V-1', // A number tells nothing here: whoever asks may hold none yet.
      acts: [...acts],
      substances: [named],
      lists,
      purposes: question.purpose ? [question.purpose] : [],
      premises: [],
      ground,
      from,
      until,
      perCase,
    }
    go({ x: JSON.stringify([held]) })
  }
  return (
    <div className="gr-stack">
      <p className="gr-muted">{t('ask.exemption.text')}</p>
      <div className="gr-ask-more">
        <Select
          label={t('ask.exemption.ground')}
          choices={grounds.map((id) => ({ id, text: t(`ask.exemption.ground.${id}`) }))}
          value={ground}
          onChange={(id) => setGround(grounds.find((known) => known === id) ?? ground)}
        />
        <DateField label={t('ask.exemption.from')} value={from} onChange={setFrom} />
        <DateField label={t('ask.exemption.until')} isOptional value={until} onChange={setUntil} />
      </div>
      <Checkbox isSelected={perCase} onChange={setPerCase}>
        {t('ask.exemption.perCase')}
      </Checkbox>
      <div>
        <Button isDisabled={!isWhole} onPress={add}>
          {t('ask.exemption.add')}
        </Button>
      </div>
    </div>
  )
}
