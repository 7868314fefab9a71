// The place where a structure is drawn: the drawing, or why there is none. Not here: the chemistry; the screen hands in the picture.
import type { ReactNode } from 'react'
import { useLocale } from '../locale.tsx'
import { Waiting } from './waiting.tsx'
import './molecule-slot.css'

type Props = {
  /** What the picture shows, for who cannot see it: "Structure of MDMA, C11H15NO2". */
  readonly label: string
  /** `null` where the substance has no structure; `waiting` while it is drawn. */
  readonly drawing: ReactNode | 'waiting' | null
  readonly caption?: ReactNode
}

export function MoleculeSlot({ label, drawing, caption }: Props) {
  const { t } = useLocale()
  return (
    <figure className="gr-molecule">
      {drawing === null ? (
        <p className="gr-molecule-none">{t('part.molecule.none')}</p>
      ) : drawing === 'waiting' ? (
        <Waiting label={t('part.molecule.waiting')} lines={3} />
      ) : (
        <div className="gr-molecule-picture" role="img" aria-label={label}>
          {drawing}
        </div>
      )}
      {caption ? <figcaption>{caption}</figcaption> : null}
    </figure>
  )
}
