// What the signs in a control chart mean, drawn as they are drawn there. Not here: what they say of a batch.
import type { ReactNode } from 'react'
import { useLocale } from '../../locale.tsx'
import { compositionMessages } from '../../messages/composition.ts'
import { Mark } from './composition-chart.tsx'

export function Legend() {
  const { t } = useLocale(compositionMessages)
  const line = (look: string) => <line className={look} x1="1" x2="27" y1="10" y2="10" />
  const signs: readonly (readonly [ReactNode, string])[] = [
    [<Mark key="value" point={{ isReleased: true, signals: [] }} x={14} y={10} />, t('composition.legend.value')],
    [
      <Mark key="signal" point={{ isReleased: true, signals: ['drift'] }} x={14} y={10} />,
      t('composition.legend.signal'),
    ],
    [
      <Mark key="rejected" point={{ isReleased: false, signals: [] }} x={14} y={10} />,
      t('composition.legend.rejected'),
    ],
    [line('gr-composition-average'), t('composition.legend.average')],
    [line('gr-composition-average-limit'), t('composition.legend.average-limits')],
    [line('gr-composition-limit'), t('composition.legend.limits')],
    [line('gr-composition-range'), t('composition.legend.range')],
    [line('gr-composition-phase'), t('composition.phase')],
  ]
  return (
    <ul className="gr-composition-legend">
      {signs.map(([sign, name]) => (
        <li key={name}>
          <svg width="28" height="20" aria-hidden="true">
            {sign}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
