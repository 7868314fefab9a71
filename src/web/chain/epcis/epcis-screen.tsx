// Capture EPCIS events: give a document, see its faults and what each event becomes, then capture it and see how far it is. Not here: judging
// and recording; the API does both.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaptureJob, EpcisCheck } from '#chain/contract'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { epcisMessages } from '../../messages/epcis.ts'
import { halfMessages } from '../../messages/epcis-half.ts'
import { FileDrop } from '../../parts/file-drop.tsx'
import { Forbidden } from '../../parts/forbidden.tsx'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session, useSend } from '../../queries.ts'
import { Page } from '../../shell/page.tsx'
import { CaptureView } from './capture-view.tsx'
import { CheckReport } from './check-report.tsx'
import { Earlier } from './earlier.tsx'
import { HalfView } from './half-view.tsx'
import './epcis.css'

const bytesMax = 16_777_216
const screenTexts = { ...epcisMessages, ...halfMessages }

export function EpcisScreen() {
  const { t } = useLocale(screenTexts)
  const who = useQuery(session)
  const { capture, half } = useSearch({ strict: false }) as { readonly capture?: string; readonly half?: string } // Texts, read from the address by the router.
  const crumbs = [{ text: t('nav.chain'), href: '/batches' }]
  if (who.isPending) return <Waiting lines={6} />
  const mayCapture = who.data?.permissions.includes('chain:record:capture') ?? false
  if (half) {
    return (
      <Page title={t('half.title')} crumbs={[...crumbs, { text: t('epcis.title'), href: '/epcis' }]}>
        <HalfView key={half} transformationId={half} />
      </Page>
    )
  }
  return (
    <Page title={t('epcis.title')} lead={t('epcis.lead')} crumbs={crumbs}>
      {!mayCapture ? (
        <Forbidden text={t('epcis.forbidden')} />
      ) : capture ? (
        <CaptureView key={capture} captureId={capture} />
      ) : (
        <Give />
      )}
    </Page>
  )
}

type Given = { readonly name: string; readonly blob: Blob }

function Give() {
  const { t } = useLocale(epcisMessages)
  const send = useSend()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [given, setGiven] = useState<Given | null>(null)
  const [isBack, setBack] = useState(false)
  const check = useMutation({ mutationFn: ({ blob }: Given) => send<EpcisCheck>('/v1/epcis/check', { body: blob }) })
  const capture = useMutation({
    mutationFn: ({ blob, behaviour }: { blob: Blob; behaviour: string }) =>
      send<CaptureJob>('/v1/epcis/capture', { body: blob, headers: { 'GS1-Capture-Error-Behaviour': behaviour } }),
    onSuccess: async ({ captureID }) => {
      await client.invalidateQueries({ queryKey: ['epcis-captures'] })
      await navigate({ href: withQuery('/epcis', { capture: captureID }) })
    },
  })
  const take = async (file: File) => {
    // By what it begins with, not by its name: a browser guesses a type from the ending, and there are many.
    const head = (await file.slice(0, 200).text()).trimStart()
    const type = head.startsWith('<') ? 'application/xml' : 'application/json'
    const next = { name: file.name, blob: new Blob([file], { type }) }
    setGiven(next)
    check.mutate(next)
  }
  const putAway = () => {
    setGiven(null)
    setBack(true)
    check.reset()
    capture.reset()
  }
  const error = capture.error ?? check.error
  return (
    <>
      {given === null ? (
        <>
          <FileDrop
            label={t('epcis.drop')}
            help={t('epcis.drop.help')}
            accepts={['.json', '.jsonld', '.xml', 'application/json', 'application/ld+json', 'application/xml']}
            bytesMax={bytesMax}
            onFile={(file) => void take(file)}
            autoFocus={isBack}
          />
          <p>
            <Link href="/v1/epcis-profile" target="_blank">
              {t('epcis.profile')}
            </Link>
          </p>
          <Earlier />
        </>
      ) : (
        <p>
          <strong>{given.name}</strong>
        </p>
      )}
      {check.isPending ? <Waiting label={t('epcis.reading')} lines={4} /> : null}
      {error ? <ProblemNotice error={error} onRetry={putAway} isNews /> : null}
      {check.data && given && !error ? (
        <CheckReport
          check={check.data}
          isSending={capture.isPending}
          onCapture={(behaviour) => capture.mutate({ blob: given.blob, behaviour })}
          onPutAway={putAway}
        />
      ) : null}
    </>
  )
}
