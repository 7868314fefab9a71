// The question: who, what, which substance, which day; the rest only when somebody wants to, for the answer asks for what matters.
// Not here: the next questions (next-questions.tsx).
import { type FormEvent, useState } from 'react'
import { typedMass } from '#kernel'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { MassField } from '../../parts/mass-field.tsx'
import { Select } from '../../parts/select.tsx'
import type { AskSearch, Go } from './question.ts'
import { SubstanceField } from './substance-field.tsx'
import { choicesOf, type Facts } from './words.ts'

export type FormProps = { readonly facts: Facts; readonly search: AskSearch; readonly go: Go }

export function AskForm({ facts, search, go }: FormProps) {
  const { t, locale } = useLocale(askMessages)
  const [who, setWho] = useState(search.who ?? null)
  const [act, setAct] = useState(search.act ?? null)
  const [sub, setSub] = useState(search.sub ?? '')
  const [on, setOn] = useState(search.on ?? null)
  const ask = (substance: string) =>
    go({ who: who ?? undefined, act: act ?? undefined, sub: substance.trim() || undefined, on: on ?? undefined })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask(sub)
  }
  return (
    <section className="gr-panel gr-ask-form gr-no-print">
      <form onSubmit={submit}>
        <Select
          label={t('ask.who')}
          choices={choicesOf(facts, 'party.capacity', locale)}
          value={who}
          onChange={setWho}
        />
        <Select label={t('ask.act')} choices={choicesOf(facts, 'act', locale)} value={act} onChange={setAct} />
        <SubstanceField
          label={t('ask.sub')}
          help={t('ask.sub.help')}
          typed={sub}
          onTyped={setSub}
          onChosen={(chosen) => {
            setSub(chosen)
            if (who !== null && act !== null) ask(chosen)
          }}
          onEnter={() => ask(sub)}
        />
        <DateField
          label={t('ask.on')}
          help={t('ask.on.help')}
          value={on}
          onChange={setOn}
          isOptional
          min="1919-01-01"
        />
        <div className="gr-ask-do">
          <Button type="submit" look="primary" isDisabled={who === null || act === null || sub.trim() === ''}>
            {t('ask.do')}
          </Button>
        </div>
      </form>
      <Disclosure title={t('ask.more')}>
        <More facts={facts} search={search} go={go} />
      </Disclosure>
    </section>
  )
}

const moreOf = [
  ['inst', 'party.institution'],
  ['form', 'form'],
  ['for', 'purpose'],
  ['where', 'place.kind'],
] as const

function More({ facts, search, go }: FormProps) {
  const { t, locale } = useLocale(askMessages)
  const [typed, setTyped] = useState(
    /^\d{1,18}$/.test(search.mass ?? '') ? typedMass(BigInt(search.mass ?? ''), locale) : '',
  )
  const open = { id: '', text: t('ask.unsaid') }
  const shown = moreOf.filter(([key]) => key !== 'inst' || search.who === 'institution')
  return (
    <div className="gr-ask-more">
      {shown.map(([key, fact]) => (
        <Select
          key={key}
          label={facts.find((each) => each.fact === fact)?.question[locale] ?? fact}
          choices={[open, ...choicesOf(facts, fact, locale)]}
          value={search[key] ?? ''}
          onChange={(id) => go({ [key]: id || undefined })}
        />
      ))}
      <MassField
        label={t('ask.mass')}
        isOptional
        value={typed}
        onChange={(text, massMg) => {
          setTyped(text)
          go({ mass: massMg === null ? undefined : String(massMg) }) // What cannot be read answers nothing either.
        }}
      />
      <DateField
        label={t('ask.known')}
        help={t('ask.known.help')}
        isOptional
        value={search.known ?? null}
        onChange={(known) => go({ known: known ?? undefined })}
        min="1919-01-01"
      />
    </div>
  )
}
