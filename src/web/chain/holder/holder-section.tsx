// A part of a holder's page: its title, its short table or that there is nothing, and the way to the whole list. Not here: any table.
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from '../../parts/link.tsx'
import { ProblemNotice } from '../../parts/problem-notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'

type Props = {
  readonly title: string
  /** Where the whole list is. */
  readonly all?: { readonly href: string; readonly text: string }
  /** Said instead of a table where there is nothing to show in it. */
  readonly none?: string | null
  readonly children: ReactNode
}

export function Section({ title, all, none = null, children }: Props) {
  return (
    <section className="gr-chain-panel">
      <h2>{title}</h2>
      {none === null ? children : <p className="gr-muted">{none}</p>}
      {all ? (
        <p>
          <Link href={all.href}>{all.text}</Link>
        </p>
      ) : null}
    </section>
  )
}

type Asked<Data> = Omit<Props, 'none' | 'children'> & {
  readonly found: UseQueryResult<Data>
  readonly isNone: (data: Data) => boolean
  readonly none: string
  readonly children: (data: Data) => ReactNode
}

/** The same of what is asked by itself: it waits, fails and is empty by itself. */
export function AskedSection<Data>({ found, isNone, none, children, ...section }: Asked<Data>) {
  if (found.isError)
    return (
      <Section {...section}>
        <ProblemNotice error={found.error} onRetry={found.refetch} />
      </Section>
    )
  if (found.data === undefined)
    return (
      <Section {...section}>
        <Waiting lines={3} />
      </Section>
    )
  return (
    <Section {...section} none={isNone(found.data) ? none : null}>
      {children(found.data)}
    </Section>
  )
}
