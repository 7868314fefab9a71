// A list of facts: a name and its value, in two columns that become one where it is narrow. Not here: tables of many rows.
import type { ReactNode } from 'react'
import { unbroken } from './unbroken.tsx'
import './facts.css'

export type Fact = { readonly name: string; readonly value: ReactNode }

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="gr-facts">
      {facts.map(({ name, value }) => (
        <div key={name} className="gr-fact">
          <dt>{name}</dt>
          <dd>{unbroken(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
