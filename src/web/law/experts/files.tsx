// Documents that go with a decision: stored first, named by their hash afterwards. Not here: which kinds are taken; the API says so.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useLocale } from '../../locale.tsx'
import { expertsMessages } from '../../messages/experts.ts'
import { Button } from '../../parts/button.tsx'
import { FileDrop } from '../../parts/file-drop.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { session } from '../../queries.ts'
import type { Draft } from './draft.ts'
import { storeFile } from './queries.ts'

/** As the API's own limit for a document. */
const bytesMax = 20_000_000

type Props = { readonly documents: Draft['documents']; readonly onChange: (documents: Draft['documents']) => void }

export function Files({ documents, onChange }: Props) {
  const { t } = useLocale(expertsMessages)
  const who = useQuery(session)
  const store = useMutation({
    mutationFn: (file: File) => storeFile(file, who.data?.csrfToken ?? null),
    onSuccess: (stored) => onChange([...documents, stored]),
  })
  return (
    <section className="gr-panel gr-stack" aria-labelledby="files">
      <h2 id="files">{t('experts.documents')}</h2>
      {documents.length > 0 ? (
        <ul className="gr-experts-list">
          {documents.map(({ documentId, fileName }) => (
            <li key={documentId} className="gr-row">
              {fileName}
              <Button
                look="quiet"
                isCompact
                onPress={() => onChange(documents.filter((other) => other.documentId !== documentId))}
              >
                {t('experts.new.files.drop')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <FileDrop
        label={t('experts.new.files')}
        help={t('experts.new.files.help')}
        accepts={['application/pdf', 'image/png', 'image/jpeg', 'text/plain', '.pdf', '.png', '.jpg', '.txt']}
        bytesMax={bytesMax}
        onFile={(file) => store.mutate(file)}
      />
      {store.isError ? <ProblemNotice error={store.error} isNews /> : null}
    </section>
  )
}
