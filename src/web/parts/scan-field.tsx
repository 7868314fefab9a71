// One field for a scanner that types, for a person who types, and for a camera: answers what was found. Not here: reading the code (kernel)
// and what a screen does with it.
import { type FormEvent, type KeyboardEvent, Suspense, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { ScanAnswer, ScanHit } from '#chain/contract'
import { groupSeparator } from '#kernel'
import { request, withQuery } from '../http.ts'
import { useLocale } from '../locale.tsx'
import { scanMessages } from '../messages/scan.ts'
import { Button } from './button.tsx'
import { FieldFoot, FieldLabel } from './field.tsx'
import { Icon } from './icon.tsx'
import { later } from './later.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import './field.css'
import './scan-field.css'

const ScanCamera = later(async () => (await import('./scan-camera.tsx')).ScanCamera)

/** `hit` is what the code names; `answer` holds the shipments under way with it, and the serial number. */
export type Found = { readonly hit: ScanHit; readonly answer: ScanAnswer }

type Props = {
  readonly onScan: (found: Found) => void
  readonly label?: string
  readonly help?: string
  /** On a screen that begins with scanning. */
  readonly autoFocus?: boolean
}

type Outcome =
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly name: string }
  | { readonly kind: 'wrong'; readonly text: string }
  | { readonly kind: 'choose'; readonly answer: ScanAnswer }
  | { readonly kind: 'failed'; readonly error: Error }

export function ScanField({ onScan, label, help, autoFocus = false }: Props) {
  const { t } = useLocale(scanMessages)
  const [code, setCode] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [isCameraOpen, setCameraOpen] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const asked = useRef(0)

  const take = (answer: ScanAnswer, hit: ScanHit) => {
    setOutcome({ kind: 'found', name: nameOf(hit, t) })
    setCode('')
    input.current?.focus()
    onScan({ hit, answer })
  }
  const find = async (text: string) => {
    if (text.trim() === '') return
    asked.current += 1
    const mine = asked.current
    setOutcome({ kind: 'searching' })
    const next = await request<ScanAnswer>(withQuery('/v1/scan', { code: text })).catch((error: Error) => error)
    if (mine !== asked.current) return // Something else was scanned meanwhile.
    if (next instanceof Error) return setOutcome({ kind: 'failed', error: next })
    const [first, ...others] = next.hits
    const isChoice = next.read === 'text' && others.some(({ kind }) => kind === 'batch')
    if (isChoice) return setOutcome({ kind: 'choose', answer: next })
    if (first) return take(next, first)
    const wrong =
      next.read === 'faulty' || next.read === 'transport' ? t(`scan.${next.read}`) : t('scan.none', { code: next.text })
    setOutcome({ kind: 'wrong', text: wrong })
    input.current?.select() // The next scan types over it.
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void find(code)
  }
  /** A scanner that types sends FNC1 as Ctrl-]; a browser would drop it, and lot and serial number would run together. */
  const keepSeparator = (event: KeyboardEvent<HTMLInputElement>) => {
    const isSeparator =
      event.key === groupSeparator || (event.ctrlKey && (event.key === ']' || event.code === 'BracketRight'))
    if (!isSeparator) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    setCode(value.slice(0, selectionStart ?? value.length) + groupSeparator + value.slice(selectionEnd ?? value.length))
  }

  return (
    <form className="gr-scan" onSubmit={submit}>
      <AriaTextField
        className="gr-field"
        value={code}
        onChange={setCode}
        isInvalid={outcome?.kind === 'wrong'}
        validationBehavior="aria"
        autoFocus={autoFocus}
      >
        <FieldLabel label={label ?? t('scan.label')} />
        <div className="gr-scan-row">
          <Input
            ref={input}
            className="gr-input"
            onKeyDown={keepSeparator}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="search"
          />
          <Button type="submit">{t('scan.find')}</Button>
          {hasCamera() ? <Button onPress={() => setCameraOpen(true)}>{t('scan.camera')}</Button> : null}
        </div>
        <FieldFoot help={help ?? t('scan.help')} error={outcome?.kind === 'wrong' ? outcome.text : undefined} />
      </AriaTextField>
      <p className="gr-scan-status" role="status">
        {outcome?.kind === 'searching' ? t('scan.searching') : null}
        {outcome?.kind === 'found' ? (
          <>
            <Icon name="check" /> {t('scan.found', { name: outcome.name })}
          </>
        ) : null}
      </p>
      {outcome?.kind === 'failed' ? <ProblemNotice error={outcome.error} onRetry={() => void find(code)} /> : null}
      {outcome?.kind === 'choose' ? (
        <fieldset className="gr-scan-choose">
          <legend>{t('scan.choose')}</legend>
          {outcome.answer.hits.map((hit) => (
            <Button key={hit.href} onPress={() => take(outcome.answer, hit)}>
              {nameOf(hit, t)}
            </Button>
          ))}
        </fieldset>
      ) : null}
      {isCameraOpen ? (
        <Suspense fallback={null}>
          <ScanCamera
            onClose={() => setCameraOpen(false)}
            onCode={(text) => {
              setCameraOpen(false)
              setCode(text)
              void find(text)
            }}
          />
        </Suspense>
      ) : null}
    </form>
  )
}

type Say = ReturnType<typeof useLocale<typeof scanMessages>>['t']

function nameOf(hit: ScanHit, t: Say): string {
  if (hit.kind === 'order') return hit.number
  return hit.kind === 'batch'
    ? hit.batch.name
    : t('scan.shipment', { party: hit.partyName, isIncoming: hit.isIncoming })
}

function hasCamera(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === 'function'
}
