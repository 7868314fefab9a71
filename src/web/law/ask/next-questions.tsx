// What the answer still turns on, a few questions at a time, each answered in one press; and what was answered, to take back.
// Not here: which questions matter; the law's rules say so.
import { useState } from 'react'
import type { Decision, MissingFact } from '#law/contract'
import { capital } from '../../capital.ts'
import { useLocale } from '../../locale.tsx'
import { askMessages } from '../../messages/ask.ts'
import { Article } from '../../parts/article.tsx'
import { Button } from '../../parts/button.tsx'
import { RadioGroup } from '../../parts/choice.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { MassField } from '../../parts/mass-field.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { Select } from '../../parts/select.tsx'
import {
  type AskSearch,
  answered,
  type FactValue,
  type Go,
  nextQuestions,
  readExemptions,
  readReadings,
  withFact,
} from './question.ts'
import { type Facts, factLabel, valueText } from './words.ts'

type Props = { readonly decision: Decision; readonly search: AskSearch; readonly go: Go }

export function NextQuestions({ decision: { missing }, search, go }: Props) {
  const { t } = useLocale(askMessages)
  const asked = nextQuestions(missing)
  if (asked.length === 0) return null
  const more = missing.length - asked.length
  return (
    <section className="gr-panel gr-stack gr-ask-next gr-no-print" aria-labelledby="next">
      <div>
        <h2 id="next">{t('ask.next')}</h2>
        <p className="gr-muted">{t('ask.next.text')}</p>
      </div>
      {asked.map((question) => (
        <Question
          key={question.fact}
          question={question}
          onAnswer={(value) => go(withFact(search, question.fact, value))}
        />
      ))}
      {more > 0 ? <p className="gr-small gr-muted">{t('ask.next.more', { count: more })}</p> : null}
    </section>
  )
}

type QuestionProps = { readonly question: MissingFact; readonly onAnswer: (value: FactValue | null) => void }

function Question({ question, onAnswer }: QuestionProps) {
  const { citations } = question
  return (
    <div className="gr-ask-question">
      <Control question={question} onAnswer={onAnswer} />
      <p className="gr-ask-cited">
        {citations.map(({ article, short }) => (
          <Article key={article} article={article} short={short} />
        ))}
      </p>
    </div>
  )
}

function Control({ question: { kind, question, choices }, onAnswer }: QuestionProps) {
  const { t, locale } = useLocale(askMessages)
  const label = question[locale]
  switch (kind) {
    case 'yes-no':
      return (
        <RadioGroup
          label={label}
          isInline
          choices={[
            { id: 'yes', text: t('ask.yes') },
            { id: 'no', text: t('ask.no') },
            { id: '', text: t('ask.unknown') },
          ]}
          value=""
          onChange={(id) => id !== '' && onAnswer(id === 'yes')}
        />
      )
    case 'choice':
      return (
        <Select
          label={label}
          choices={choices.map(({ value, label: words }) => ({ id: value, text: capital(words[locale]) }))}
          value={null}
          onChange={onAnswer}
        />
      )
    case 'day':
      return <DateField label={label} value={null} onChange={(day) => day !== null && onAnswer(day)} />
    case 'mass':
      return <MassAnswer label={label} onAnswer={onAnswer} />
    case 'number':
      return <NumberField label={label} minValue={0} onChange={(value) => Number.isFinite(value) && onAnswer(value)} />
    default:
      return kind satisfies never
  }
}

/** A mass is half typed for a while: it is sent when it is left, or at Enter. */
function MassAnswer({ label, onAnswer }: { label: string; onAnswer: (value: string) => void }) {
  const { t } = useLocale(askMessages)
  const [typed, setTyped] = useState('')
  const [read, setRead] = useState<bigint | null>(null)
  return (
    <form
      className="gr-ask-mass"
      onSubmit={(event) => {
        event.preventDefault()
        if (read !== null) onAnswer(String(read))
      }}
    >
      <MassField
        label={label}
        value={typed}
        onChange={(text, massMg) => {
          setTyped(text)
          setRead(massMg)
        }}
      />
      <Button type="submit" isDisabled={read === null}>
        {t('ask.do')}
      </Button>
    </form>
  )
}

type GivenProps = { readonly facts: Facts; readonly search: AskSearch; readonly go: Go }

export function Given({ facts, search, go }: GivenProps) {
  const words = useLocale(askMessages)
  const { t, locale } = words
  const values = {
    locale,
    yes: t('ask.yes').toLowerCase(),
    no: t('ask.no').toLowerCase(),
    mass: words.mass,
    day: words.day,
  }
  const exemptions = readExemptions(search.x).length
  const given = [
    ...answered(search).map(({ fact, value }) => ({
      id: fact,
      text: `${factLabel(facts, fact, locale)}: ${valueText(facts, { fact, value }, values)}`,
      drop: () => go(withFact(search, fact, null)),
    })),
    ...readReadings(search.r).map((id) => ({
      id: `reading ${id}`,
      text: t('ask.given.reading', { reading: id }),
      drop: () =>
        go({
          r:
            readReadings(search.r)
              .filter((other) => other !== id)
              .join(',') || undefined,
        }),
    })),
    ...(exemptions > 0
      ? [{ id: 'exemptions', text: t('ask.given.exemption', { count: exemptions }), drop: () => go({ x: undefined }) }]
      : []),
  ]
  if (given.length === 0) return null
  return (
    <div className="gr-ask-given">
      <span className="gr-muted">{t('ask.given')}</span>
      <ul>
        {given.map(({ id, text, drop }) => (
          <li key={id}>
            {text}
            <button
              type="button"
              className="gr-ask-drop gr-no-print"
              onClick={drop}
              aria-label={t('ask.given.drop', { what: text })}
            >
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
