// What the signs in a control chart mean, drawn as they are drawn there. Not here: what they say of a batch.
import type { ReactNode } from 'react'
import { useLocale } from '../../locale.tsx'
import { baselineMessages } from '../../messages/baseline.ts'
import { compositionMessages } from '../../messages/composition.ts'
import { Mark } from './composition-chart.tsx'

const texts = { ...compositionMessages, ...baselineMessages }

export function Legend() {
  const { t } = useLocale(texts)
  const line = (look: string) => <line className={look} x1="1" x2="27" y1="10" y2="10" />
  const plain = { isReleased: true, isOutOfBaseline: false, signals: [] } as const
  const signs: readonly (readonly [ReactNode, string])[] = [
    [<Mark key="value" point={plain} x={14} y={10} />, t('composition.legend.value')],
    [<Mark key="signal" point={{ ...plain, signals: ['drift'] }} x={14} y={10} />, t('composition.legend.signal')],
    [<Mark key="left-out" point={{ ...plain, isOutOfBaseline: true }} x={14} y={10} />, t('baseline.legend')],
    [<Mark key="rejected" point={{ ...plain, isReleased: false }} x={14} y={10} />, t('composition.legend.rejected')],
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
