// A picture of data with its title, its one-sentence reading, and the same data as a table: no picture stands without its table.
import { type ReactNode, useId } from 'react'
import { useLocale } from '../locale.tsx'
import { Disclosure } from './disclosure.tsx'
import { Scroller } from './scroller.tsx'
import { unbroken } from './unbroken.tsx'
import './picture.css'

type Props = {
  readonly title: string
  /** What the picture says, in a sentence: read by everyone, and the name of the picture for who cannot see it. */
  readonly reading: ReactNode
  readonly picture: ReactNode
  readonly table: ReactNode
}

export function Picture({ title, reading, picture, table }: Props) {
  const { t } = useLocale()
  const titleId = useId()
  return (
    <figure className="gr-picture" aria-labelledby={titleId}>
      <figcaption>
        <h2 id={titleId}>{unbroken(title)}</h2>
        <p className="gr-muted">{unbroken(reading)}</p>
      </figcaption>
      <Scroller label={title}>{picture}</Scroller>
      <Disclosure title={t('part.chart.table')}>{table}</Disclosure>
    </figure>
  )
}
