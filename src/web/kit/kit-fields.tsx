// Every field on show. Each keeps what is typed, so that it can be tried.
import { useState } from 'react'
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'
import { Checkbox, CheckboxGroup, RadioGroup } from '../parts/choice.tsx'
import { ComboBox } from '../parts/combo-box.tsx'
import { DateField, MomentField } from '../parts/date-field.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { MassField } from '../parts/mass-field.tsx'
import { NumberField } from '../parts/number-field.tsx'
import { ScanField } from '../parts/scan-field.tsx'
import { Select } from '../parts/select.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Shelf, Specimen } from './specimen.tsx'

export function KitFields() {
  return (
    <>
      <Texts />
      <Masses />
      <Lists />
      <Days />
      <Ticks />
      <Drops />
      <Scans />
    </>
  )
}

function Texts() {
  const { t } = useLocale(kitMessages)
  const texts = { label: t('kit.batch'), help: t('kit.batch.help') }
  return (
    <Shelf name="TextField">
      <Specimen>
        <TextField {...texts} isOptional />
      </Specimen>
      <Specimen state="hovered" on=".gr-input">
        <TextField {...texts} defaultValue="VD-2026-31" />
      </Specimen>
      <Specimen state="focused" on=".gr-input">
        <TextField {...texts} defaultValue="VD-2026-31" />
      </Specimen>
      <Specimen state="invalid">
        <TextField {...texts} defaultValue="VD-31" error={t('kit.batch.wrong')} />
      </Specimen>
      <Specimen state="disabled">
        <TextField {...texts} defaultValue="VD-2026-31" isDisabled />
      </Specimen>
      <Specimen>
        <TextField label={t('kit.reason')} rows={3} />
      </Specimen>
    </Shelf>
  )
}

function Masses() {
  const { t, locale } = useLocale(kitMessages)
  const [typed, setTyped] = useState('')
  const [good, setGood] = useState(locale === 'nl' ? '12,5 g' : '12.5 g')
  const [bad, setBad] = useState('12.5.1')
  const [twofold, setTwofold] = useState('1.250')
  const label = t('kit.mass')
  return (
    <Shelf name="MassField NumberField">
      <Specimen>
        <MassField label={label} value={typed} onChange={setTyped} />
      </Specimen>
      <Specimen state="filled">
        <MassField label={label} value={good} onChange={setGood} />
      </Specimen>
      <Specimen state="invalid">
        <MassField label={label} value={bad} onChange={setBad} />
      </Specimen>
      <Specimen state="invalid">
        <MassField label={label} value={twofold} onChange={setTwofold} />
      </Specimen>
      <Specimen state="disabled">
        <MassField label={label} value="250 mg" onChange={() => undefined} isDisabled />
      </Specimen>
      <Specimen>
        <NumberField label={t('kit.packs')} defaultValue={1250} minValue={1} />
      </Specimen>
      <Specimen state="invalid">
        <NumberField label={t('kit.packs')} error={t('kit.batch.wrong')} />
      </Specimen>
    </Shelf>
  )
}

function Lists() {
  const { t } = useLocale(kitMessages)
  const [product, setProduct] = useState<string | null>('bedrocan')
  const choices = [
    { id: 'bedrocan', text: 'Bedrocan' },
    { id: 'bedica', text: 'Bedica', note: t('kit.product.note') },
    { id: 'bediol', text: 'Bediol', note: t('kit.product.note'), isDisabled: true },
  ]
  const common = { label: t('kit.product'), choices, onChange: setProduct }
  return (
    <Shelf name="Select ComboBox">
      <Specimen>
        <Select {...common} value={null} />
      </Specimen>
      <Specimen state="filled">
        <Select {...common} value={product} />
      </Specimen>
      <Specimen state="focused" on=".gr-select-button">
        <Select {...common} value="bedica" />
      </Specimen>
      <Specimen state="invalid">
        <Select {...common} value={null} error={t('kit.batch.wrong')} />
      </Specimen>
      <Specimen state="disabled">
        <Select {...common} value="bedica" isDisabled />
      </Specimen>
      <Specimen>
        <ComboBox {...common} value={product} />
      </Specimen>
      <Specimen state="invalid">
        <ComboBox {...common} value={null} error={t('kit.batch.wrong')} />
      </Specimen>
    </Shelf>
  )
}

function Days() {
  const { t } = useLocale(kitMessages)
  const [day, setDay] = useState<string | null>('2026-12-14')
  const [moment, setMoment] = useState<string | null>('2026-12-14T08:30:00Z')
  return (
    <Shelf name="DateField MomentField">
      <Specimen>
        <DateField label={t('kit.day')} value={null} onChange={() => undefined} />
      </Specimen>
      <Specimen state="filled">
        <DateField label={t('kit.day')} value={day} onChange={setDay} />
      </Specimen>
      <Specimen state="invalid">
        <DateField label={t('kit.day')} value={day} onChange={setDay} error={t('kit.batch.wrong')} />
      </Specimen>
      <Specimen state="disabled">
        <DateField label={t('kit.day')} value="2026-12-14" onChange={() => undefined} isDisabled />
      </Specimen>
      <Specimen state="filled">
        <MomentField label={t('kit.moment')} value={moment} onChange={setMoment} />
      </Specimen>
    </Shelf>
  )
}

function Ticks() {
  const { t } = useLocale(kitMessages)
  const [isAgreed, setAgreed] = useState(true)
  const [some, setSome] = useState<readonly string[]>(['released'])
  const [verdict, setVerdict] = useState<string | null>('released')
  const choices = [
    { id: 'released', text: t('kit.verdict.released') },
    { id: 'rejected', text: t('kit.verdict.rejected'), note: t('kit.verdict.rejected.note') },
  ]
  return (
    <Shelf name="Checkbox RadioGroup">
      <Specimen>
        <Checkbox isSelected={isAgreed} onChange={setAgreed}>
          {t('kit.agree')}
        </Checkbox>
      </Specimen>
      <Specimen state="focused">
        <Checkbox isSelected={false} onChange={() => undefined}>
          {t('kit.agree')}
        </Checkbox>
      </Specimen>
      <Specimen state="disabled">
        <Checkbox isSelected isIndeterminate isDisabled onChange={() => undefined}>
          {t('kit.agree')}
        </Checkbox>
      </Specimen>
      <Specimen>
        <CheckboxGroup label={t('kit.verdict')} choices={choices} value={some} onChange={setSome} />
      </Specimen>
      <Specimen>
        <RadioGroup label={t('kit.verdict')} choices={choices} value={verdict} onChange={setVerdict} />
      </Specimen>
      <Specimen state="invalid">
        <RadioGroup
          label={t('kit.verdict')}
          choices={choices}
          value={null}
          onChange={setVerdict}
          error={t('kit.batch.wrong')}
        />
      </Specimen>
    </Shelf>
  )
}

function Drops() {
  const { t } = useLocale(kitMessages)
  return (
    <Shelf name="FileDrop" isWide>
      <FileDrop
        label={t('kit.drop')}
        help={t('kit.drop.help')}
        accepts={['application/json', '.json']}
        bytesMax={1_048_576}
        onFile={() => undefined}
      />
    </Shelf>
  )
}

/** Without a server it says that nothing answered; that too is one of its looks. */
function Scans() {
  return (
    <Shelf name="ScanField">
      <Specimen>
        <ScanField onScan={() => {}} />
      </Specimen>
      <Specimen state="focused" on=".gr-input">
        <ScanField onScan={() => {}} />
      </Specimen>
    </Shelf>
  )
}
