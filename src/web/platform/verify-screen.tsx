// Checks a proof in the reader's own browser, in plain words, step by step. Not here: the checking (kernel) and which step is which (proof-check.ts).
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useLocale } from '../locale.tsx'
import { verifyMessages } from '../messages/verify.ts'
import { CameOf } from '../parts/came-of.tsx'
import { FileDrop } from '../parts/file-drop.tsx'
import { Link } from '../parts/link.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Page } from '../shell/page.tsx'
import { checkProof } from './proof-check.ts'
import { ProofOutcome } from './proof-outcome.tsx'
import { certificateProof, eventProof } from './queries.ts'
import './verify.css'

/** A proof of one record is a few kilobytes, of a batch some megabytes; the verifier refuses more than this as well. */
const bytesMax = 67_108_864
/** More than this nobody reads in a field, and a field that holds it is slow. */
const shownMax = 200_000

export function VerifyScreen() {
  const { t } = useLocale(verifyMessages)
  const { event, certificate, version } = useSearch({ strict: false })
  const ofEvent = useQuery({ ...eventProof(event ?? ''), enabled: event !== undefined })
  const ofPaper = useQuery({ ...certificateProof(certificate ?? '', version), enabled: certificate !== undefined })
  const asked = certificate === undefined ? ofEvent : ofPaper
  const [given, setGiven] = useState<string | null>(null)
  /** How many files were given: of each the keyboard goes to the outcome, which is a screen away on a telephone. */
  const [files, setFiles] = useState(0)
  const [trustedKey, setTrustedKey] = useState('')
  const [witnesses, setWitnesses] = useState('')
  const file = given ?? (asked.data ? JSON.stringify(asked.data, null, 2) : '')
  const check = useMemo(
    () => (file.trim() === '' ? null : checkProof(file, { trustedKey, witnesses })),
    [file, trustedKey, witnesses],
  )
  const open = async (dropped: File) => {
    setGiven(await dropped.text())
    setFiles((count) => count + 1)
  }
  const outcome = check === null ? <p className="gr-muted">{t('verify.none')}</p> : <ProofOutcome check={check} />
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')}>
      <div className="gr-verify">
        <section className="gr-stack" aria-labelledby="give">
          <h2 id="give">{t('verify.give')}</h2>
          <FileDrop
            label={t('verify.drop')}
            help={t('verify.drop.help')}
            accepts={['application/json', '.json']}
            bytesMax={bytesMax}
            onFile={(dropped) => void open(dropped)}
          />
          {(event ?? certificate) !== undefined && asked.isPending ? (
            <Waiting label={t('verify.fetching')} lines={2} />
          ) : null}
          {asked.isError ? <ProblemNotice error={asked.error} onRetry={asked.refetch} /> : null}
          <TextField
            label={t('verify.paste')}
            rows={8}
            value={file.length > shownMax ? '' : file}
            help={file.length > shownMax ? t('verify.paste.large') : undefined}
            onChange={setGiven}
            spellCheck="false"
            autoComplete="off"
          />
          <TextField
            label={t('verify.key')}
            help={t('verify.key.help')}
            isOptional
            value={trustedKey}
            onChange={setTrustedKey}
            spellCheck="false"
            autoComplete="off"
          />
          <TextField
            label={t('verify.witness')}
            help={t('verify.witness.help')}
            isOptional
            rows={2}
            value={witnesses}
            onChange={setWitnesses}
            spellCheck="false"
            autoComplete="off"
          />
        </section>
        <section className="gr-stack" aria-labelledby="outcome" aria-live="polite">
          <h2 id="outcome">{t('verify.result')}</h2>
          {certificate === undefined ? null : (
            <p>
              <Link href={`/certificates/${encodeURIComponent(certificate)}`}>
                {t('verify.certificate', { number: certificate })}
              </Link>{' '}
              {t('verify.certificate.text')}
            </p>
          )}
          {files === 0 ? outcome : <CameOf key={files}>{outcome}</CameOf>}
        </section>
      </div>
    </Page>
  )
}
