// One change to add to a draft: first of which kind, then its fields. Not here: the draft itself (draft-editor.tsx).
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftParts, SentDraft, SubstanceSuggestion } from '#law'
import { useLocale } from '../../locale.tsx'
import { compareMessages } from '../../messages/compare.ts'
import { Button } from '../../parts/button.tsx'
import { Checkbox } from '../../parts/choice.tsx'
import { ComboBox } from '../../parts/combo-box.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { Select } from '../../parts/select.tsx'
import { TextField } from '../../parts/text-field.tsx'
import { suggestions } from '../queries.ts'
import { asNumber, figured, placed, punished, switched, withNumber, withStructure } from './draft.ts'
import { draftParts } from './queries.ts'

const kinds = ['substance', 'structure', 'group', 'term', 'maximum'] as const
type Kind = (typeof kinds)[number]
type List = 'I' | 'IA' | 'II'
type Props = { readonly draft: SentDraft; readonly onChange: (draft: SentDraft) => void }

export function ChangeForm(props: Props) {
  const { t } = useLocale(compareMessages)
  const [kind, setKind] = useState<Kind>('substance')
  return (
    <div className="gr-draft-form">
      <Select
        label={t('draft.kind')}
        value={kind}
        onChange={(id) => setKind(kinds.find((one) => one === id) ?? 'substance')}
        choices={kinds.map((id) => ({ id, text: t(`draft.kind.${id}`) }))}
      />
      {kind === 'substance' ? <SubstanceChange {...props} /> : null}
      {kind === 'structure' ? <StructureChange {...props} /> : null}
      {kind === 'group' || kind === 'term' || kind === 'maximum' ? <PartChange kind={kind} {...props} /> : null}
    </div>
  )
}

function ListSelect({
  value,
  onChange,
  withNone = false,
}: {
  value: List | null
  onChange: (list: List | null) => void
  withNone?: boolean
}) {
  const { t } = useLocale(compareMessages)
  const named = (['I', 'II', 'IA'] as const).map((id) => ({ id, text: t(`compare.standing.${id}`) }))
  return (
    <Select
      label={t('draft.where')}
      value={value ?? 'none'}
      onChange={(id) => onChange(id === 'I' || id === 'IA' || id === 'II' ? id : null)}
      choices={withNone ? [...named, { id: 'none', text: t('draft.where.none') }] : named}
    />
  )
}

function SubstanceChange({ draft, onChange }: Props) {
  const { t, locale } = useLocale(compareMessages)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<SubstanceSuggestion | null>(null)
  const [to, setTo] = useState<List | null>('II')
  const found = useQuery(suggestions(typed, locale, false))
  const items = typed.trim().length >= 2 ? (found.data?.items ?? []) : []
  const isThere = chosen !== null && chosen.list === to
  const where = ({ list }: SubstanceSuggestion) => t(`compare.standing.${list ?? 'none'}`)
  return (
    <>
      <ComboBox
        label={t('draft.substance')}
        help={t('draft.substance.help')}
        isSearching={found.isFetching}
        choices={items.map((item) => ({ id: item.substanceId, text: item.name, note: where(item) }))}
        value={chosen?.substanceId ?? null}
        onChange={(id) => {
          const taken = items.find(({ substanceId }) => substanceId === id)
          if (!taken) return
          setChosen(taken)
          setTyped(taken.name)
        }}
        typed={typed}
        onTyped={(text) => {
          setTyped(text)
          if (text !== chosen?.name) setChosen(null)
        }}
      />
      <ListSelect value={to} onChange={setTo} withNone />
      {isThere ? <p className="gr-error">{t('draft.where.same')}</p> : null}
      <Button
        look="secondary"
        isDisabled={chosen === null || isThere}
        onPress={() => {
          if (chosen === null) return
          onChange(placed(draft, { substance: chosen.substanceId, from: chosen.list, to }))
          setChosen(null)
          setTyped('')
        }}
      >
        {t('draft.put')}
      </Button>
    </>
  )
}

function StructureChange({ draft, onChange }: Props) {
  const { t } = useLocale(compareMessages)
  const [name, setName] = useState('')
  const [smiles, setSmiles] = useState('')
  const [list, setList] = useState<List | null>('I')
  return (
    <>
      <TextField label={t('draft.newname')} value={name} onChange={setName} maxLength={120} />
      <TextField
        label={t('draft.smiles')}
        value={smiles}
        onChange={setSmiles}
        maxLength={2000}
        autoCorrect="off"
        spellCheck="false"
      />
      <ListSelect value={list} onChange={setList} />
      <Button
        look="secondary"
        isDisabled={name.trim() === '' || smiles.trim() === '' || list === null}
        onPress={() => {
          if (list === null) return
          onChange(withStructure(draft, { name: name.trim(), smiles: smiles.trim(), list }))
          setName('')
          setSmiles('')
        }}
      >
        {t('draft.put')}
      </Button>
    </>
  )
}

/** What is chosen from what the corpus has: a group, a figure, a maximum. */
function PartChange({ kind, draft, onChange }: Props & { kind: 'group' | 'term' | 'maximum' }) {
  const { t } = useLocale(compareMessages)
  const parts = useQuery(draftParts)
  const [chosen, setChosen] = useState<string | null>(null)
  const [years, setYears] = useState(6)
  const [fine, setFine] = useState(5)
  const [isDropped, setDropped] = useState(false)
  const [figure, setFigure] = useState(0)
  const term = kind === 'term' ? parts.data?.terms.find(({ termId }) => termId === chosen) : undefined
  const one = term ? asNumber(term.value) : null
  const isAsItWas = one !== null && !isDropped && figure === one.number
  const choices = useChoices(kind, parts.data)
  const put = () => {
    if (chosen === null || !parts.data) return
    onChange(changed(draft, kind, chosen, { parts: parts.data, years, fine, figure: isDropped ? null : figure }))
    setChosen(null)
  }
  return (
    <>
      <ComboBox
        label={t(`draft.${kind}`)}
        choices={choices}
        value={chosen}
        onChange={(id) => {
          setChosen(id)
          const held = parts.data?.terms.find(({ termId }) => termId === id)
          const number = held ? asNumber(held.value) : null
          setFigure(number?.number ?? 0)
          setDropped(number === null)
        }}
      />
      {term ? (
        <>
          {one && !isDropped ? (
            <NumberField
              label={t('draft.figure', { unit: one.unit })}
              value={figure}
              onChange={setFigure}
              minValue={0}
            />
          ) : null}
          <Checkbox isSelected={isDropped} onChange={setDropped} isDisabled={one === null}>
            {t('draft.drop')}
          </Checkbox>
        </>
      ) : null}
      {kind === 'maximum' ? (
        <>
          <NumberField label={t('draft.years')} value={years} onChange={setYears} minValue={0} maxValue={30} />
          <NumberField label={t('draft.fine')} value={fine} onChange={setFine} minValue={1} maxValue={6} />
        </>
      ) : null}
      <Button look="secondary" isDisabled={chosen === null || isAsItWas} onPress={put}>
        {t('draft.put')}
      </Button>
    </>
  )
}

function useChoices(kind: 'group' | 'term' | 'maximum', parts: DraftParts | undefined) {
  const { t, locale } = useLocale(compareMessages)
  if (!parts) return []
  switch (kind) {
    case 'group':
      return parts.groups.map(({ group, version, title, inForce }) => ({
        id: `${group}/${version}`,
        text: `${title[locale]} (${version})`,
        note: t(inForce ? 'draft.group.on' : 'draft.group.off'),
      }))
    case 'term':
      return parts.terms.map(({ termId, title, words }) => ({ id: termId, text: title[locale], note: words[locale] }))
    default:
      return parts.maxima.map(({ ruleId, title, custody, fineCategory }) => ({
        id: ruleId,
        text: `${ruleId}: ${title[locale]}`,
        note: custody
          ? t('compare.penalty', { ...custody, fine: fineCategory })
          : t('compare.penalty.fine', { fine: fineCategory }),
      }))
  }
}

type With = {
  readonly parts: DraftParts
  readonly years: number
  readonly fine: number
  /** Null: the figure is dropped. */
  readonly figure: number | null
}

function changed(draft: SentDraft, kind: 'group' | 'term' | 'maximum', id: string, given: With): SentDraft {
  if (kind === 'term') {
    const term = given.parts.terms.find(({ termId }) => termId === id)
    return term ? figured(draft, id, given.figure === null ? null : withNumber(term.value, given.figure)) : draft
  }
  if (kind === 'maximum') return punished(draft, id, { years: given.years, fineCategory: given.fine })
  const found = given.parts.groups.find(({ group, version }) => `${group}/${version}` === id)
  return found
    ? switched(draft, { group: found.group, version: found.version, set: found.inForce ? 'off' : 'on' })
    : draft
}
