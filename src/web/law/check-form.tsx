// The question: a name, number or structure with suggestions as one types, a day, and a drawing or a file when asked for. Not here: the
// answer.
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, lazy, Suspense, useState } from 'react'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { Button } from '../parts/button.tsx'
import { DateField } from '../parts/date-field.tsx'
import { FieldFoot, FieldLabel } from '../parts/field.tsx'
import { ChoiceItem } from '../parts/select.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { checkAddress } from './address.ts'
import { HereChoice } from './check-here.tsx'
import { begunPlainly, typedFirst } from './check-plain-form.tsx'
import { type Asked, suggestions } from './queries.ts'

const StructureFile = lazy(async () => ({ default: (await import('./structure-file.tsx')).StructureFile }))
/** Large, so fetched when one draws; without a line there may be none. */
const StructureEditor = lazy(() =>
  import('./structure-editor.tsx').then(
    ({ StructureEditor: editor }) => ({ default: editor }),
    () => ({ default: EditorMissing }),
  ),
)

function EditorMissing() {
  const { t } = useLocale(lawMessages)
  return (
    <p className="gr-error" role="alert">
      {t('law.draw.missing')}
    </p>
  )
}

type Panel = 'draw' | 'file'

export type CheckFormProps = {
  readonly asked: Asked
  readonly isPrivate: boolean
  readonly onPrivate: (isPrivate: boolean) => void
}

export function CheckForm({ asked, isPrivate, onPrivate }: CheckFormProps) {
  const { t } = useLocale(lawMessages)
  const router = useRouter()
  const [begun] = useState(begunPlainly)
  const [typed, setTyped] = useState(begun?.typed ?? typedFirst(asked))
  const [on, setOn] = useState(asked.on)
  const [panel, setPanel] = useState<Panel | null>(asked.structure?.includes('\n') ? 'file' : null)
  const ask = (q: string) => {
    // What is asked on this device alone, or was drawn, stands in no address.
    if (isPrivate || q === asked.structure) askStructure(q)
    else if (q.trim() !== '') void router.navigate({ href: checkAddress({ q: q.trim(), on }), state: {} })
  }
  /** A drawing or a file may be anybody's secret: it goes into no address. */
  const askStructure = (structure: string) => {
    if (structure.trim() !== '') void router.navigate({ href: checkAddress({ q: '', on }), state: { structure } })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '' && asked.structure !== null) askStructure(asked.structure)
    else ask(typed)
  }
  /** While suggestions are open, Enter would only close them: whoever took none asks what is typed, at the first press. */
  const askTyped = (event: KeyboardEvent) => {
    const { target } = event
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return
    if (target.role !== 'combobox' || target.hasAttribute('aria-activedescendant')) return
    event.preventDefault()
    ask(typed)
  }
  const opens = (which: Panel) => ({
    'aria-expanded': panel === which,
    onPress: () => setPanel(panel === which ? null : which),
  })
  return (
    <section className="gr-law-form">
      <form onSubmit={submit} onKeyDownCapture={askTyped}>
        <SubstanceField
          {...{ typed, isPrivate }}
          hasFocus={begun?.hasFocus ?? false}
          onTyped={setTyped}
          onChosen={ask}
        />
        <DateField label={t('law.field.on')} help={t('law.field.on.help')} value={on} onChange={setOn} isOptional />
        <div className="gr-law-form-do">
          <Button type="submit" look="primary">
            {t('law.do')}
          </Button>
          <Button {...opens('draw')}>{t(panel === 'draw' ? 'law.draw.close' : 'law.draw')}</Button>
          <Button {...opens('file')}>{t(panel === 'file' ? 'law.file.close' : 'law.file')}</Button>
        </div>
        <HereChoice isPrivate={isPrivate} onChoose={onPrivate} />
      </form>
      {panel === null ? null : (
        <Suspense fallback={<Waiting label={t('law.draw.waiting')} />}>
          {panel === 'draw' ? (
            <StructureEditor start={startOf(typed, asked)} onUse={askStructure} />
          ) : (
            <StructureFile start={asked.structure ?? ''} onUse={askStructure} />
          )}
        </Suspense>
      )}
    </section>
  )
}

/** What stands in the field, or what was drawn or opened before. */
const startOf = (typed: string, { structure }: Asked) => (looksLikeSmiles(typed) ? typed : structure)

/** Free text that helps: a suggestion taken is asked at once, and what is typed is asked as it stands. */
function SubstanceField({
  typed,
  isPrivate,
  hasFocus,
  onTyped,
  onChosen,
}: {
  typed: string
  isPrivate: boolean
  hasFocus: boolean
  onTyped: (q: string) => void
  onChosen: (q: string) => void
}) {
  const { t, locale } = useLocale(lawMessages)
  const offered = useQuery(suggestions(typed, locale, isPrivate))
  const choices = (offered.data?.items ?? []).map(({ matched, name, list, substanceId }) => ({
    id: substanceId,
    text: matched === name ? name : `${matched} (${name})`,
    note: list ? t('law.list', { list }) : '',
    asks: matched,
  }))
  return (
    <AriaComboBox
      className="gr-field"
      items={choices}
      inputValue={typed}
      onInputChange={onTyped}
      onChange={(key) => {
        const chosen = choices.find(({ id }) => id === key)
        if (chosen) onChosen(chosen.asks)
      }}
      autoFocus={hasFocus}
      allowsCustomValue
      menuTrigger="input"
    >
      <FieldLabel label={t('law.field.q')} />
      <Input className="gr-input" maxLength={2_000} autoCapitalize="none" spellCheck={false} />
      <FieldFoot help={t('law.field.q.help')} error={null} />
      <Popover className="gr-popover">
        <ListBox className="gr-list">{(choice: (typeof choices)[number]) => <ChoiceItem choice={choice} />}</ListBox>
      </Popover>
    </AriaComboBox>
  )
}

/** Enough of a sign to begin the drawing with it; the editor says when it cannot read it. */
export function looksLikeSmiles(typed: string): boolean {
  return /^[A-Za-z0-9@+\-[\]()=#$/\\.%:*]{3,}$/.test(typed) && /[()=#[\]]|c1|C1/.test(typed)
}
