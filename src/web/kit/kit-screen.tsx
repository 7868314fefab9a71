// Every part of the kit in every state, for people who build and for the picture tests. Not here: any data of the house.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useLocale } from '../locale.tsx'
import { kitMessages } from '../messages/kit.ts'
import { Page } from '../shell/page.tsx'
import { KitActions } from './kit-actions.tsx'
import { KitData } from './kit-data.tsx'
import { KitFeedback } from './kit-feedback.tsx'
import { KitFields } from './kit-fields.tsx'
import { Shelf } from './specimen.tsx'
import './kit.css'

export function KitScreen() {
  const { t } = useLocale(kitMessages)
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  return (
    <Page title={t('kit.title')} lead={t('kit.lead')}>
      <Shelf name="Text" isWide>
        <div className="gr-stack">
          <h3>{t('kit.scale')}</h3>
          <p className="gr-prose">{t('kit.scale.text')}</p>
          <p className="gr-prose gr-muted gr-small">{t('kit.scale.text')}</p>
        </div>
      </Shelf>
      <KitActions
        isDialogOpen={search['open'] === 'dialog'}
        onDialog={(isOpen) => void navigate({ to: '/kit', search: isOpen ? { open: 'dialog' } : {} })}
      />
      <KitFields />
      <KitFeedback />
      <KitData />
    </Page>
  )
}
