// What this holder may begin without a batch, and behind a line what it may not, with the reason. Not here: the forms (act-form.tsx), and that
// the API did not say (choose-subject.tsx).
import { useQuery } from '@tanstack/react-query'
import { withQuery } from '../../http.ts'
import { useLocale } from '../../locale.tsx'
import { recordMessages } from '../../messages/record.ts'
import { LinkButton } from '../../parts/button.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { session } from '../../queries.ts'
import { beginnings } from '../queries.ts'
import { NotNow } from './not-now.tsx'

const words = { plant: 'record.new', import: 'record.import' } as const

export function Begin() {
  const { t } = useLocale(recordMessages)
  const { data: who } = useQuery(session)
  const found = useQuery(beginnings)
  if (found.isPending) return <Waiting lines={1} />
  if (found.isError) return null
  // The exemptions say what this holder may do; what this reader's role may record is another question.
  const own = found.data.items.filter(({ kind }) => who?.permissions.includes(`chain:record:${kind}`) ?? false)
  const open = own.filter(({ allowed }) => allowed)
  return (
    <>
      {open.length > 0 ? (
        <p className="gr-record-begin">
          {open.map(({ kind }) => (
            <LinkButton key={kind} href={withQuery('/record', { kind })}>
              {t(words[kind])}
            </LinkButton>
          ))}
        </p>
      ) : null}
      <NotNow closed={own.filter(({ allowed }) => !allowed).map((one) => ({ ...one, key: one.kind }))} />
    </>
  )
}
