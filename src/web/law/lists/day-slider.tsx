// Choosing the day of the lists: a slider that stops at changes, buttons for the one before and after, and a date field. Not here: the lists.
import type { KeyboardEvent } from 'react'
import { useLocale } from '../../locale.tsx'
import { listsMessages } from '../../messages/lists.ts'
import { Button } from '../../parts/button.tsx'
import { DateField } from '../../parts/date-field.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Span } from './growth.ts'
import { nearestDay, type Size, stopAfter, stopBefore, toEpochDay } from './on-day.ts'

type Props = {
  readonly span: Span
  /** Days of change, and today. */
  readonly stops: readonly string[]
  readonly size: Size
  readonly today: string
  readonly onChange: (on: string | null) => void
}

export function DaySlider({ span, stops, size, today, onChange }: Props) {
  const { t } = useLocale(listsMessages)
  const { on } = size
  const goTo = (stop: string | null) => {
    if (stop !== null && stop !== on) onChange(stop === today ? null : stop)
  }
  const byKey = (event: KeyboardEvent) => {
    const stop = stopForKey(event.key, stops, on)
    if (stop === undefined) return
    event.preventDefault()
    goTo(stop)
  }
  const { I, II, IA } = size
  const previous = stopBefore(stops, on)
  const next = stopAfter(stops, on)
  return (
    <input
      type="range"
      className="gr-lists-range"
      aria-label={t('lists.slider')}
      aria-valuetext={t('lists.spoken', { on, I, II, IA })}
      aria-description={previous === null && next === null ? undefined : t('lists.slider.keys')}
      min={toEpochDay(span.first)}
      max={toEpochDay(span.last)}
      value={toEpochDay(on)}
      onKeyDown={byKey}
      onChange={(event) => goTo(nearestDay(stops, event.currentTarget.valueAsNumber))}
    />
  )
}

/** Undefined: a key that is not ours. */
function stopForKey(key: string, stops: readonly string[], on: string): string | null | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowDown' || key === 'PageDown') return stopBefore(stops, on)
  if (key === 'ArrowRight' || key === 'ArrowUp' || key === 'PageUp') return stopAfter(stops, on)
  if (key === 'Home') return stops[0] ?? null
  if (key === 'End') return stops.at(-1) ?? null
  return undefined
}

type ButtonsProps = Pick<Props, 'stops' | 'onChange' | 'today'> & { readonly on: string; readonly isToday: boolean }

export function DayChoice({ stops, on, today, isToday, onChange }: ButtonsProps) {
  const { t } = useLocale(listsMessages)
  const previous = stopBefore(stops, on)
  const next = stopAfter(stops, on)
  const goTo = (stop: string | null) => stop !== null && onChange(stop === today ? null : stop)
  return (
    <div className="gr-lists-day">
      <DateField
        label={t('lists.on')}
        value={on}
        onChange={(day) => day !== null && onChange(day === today ? null : day)}
        min="1919-01-01"
      />
      <div className="gr-lists-steps">
        <Button isDisabled={previous === null} onPress={() => goTo(previous)}>
          <Icon name="left" />
          {t('lists.previous')}
        </Button>
        <Button isDisabled={next === null} onPress={() => goTo(next)}>
          {t('lists.next')}
          <Icon name="right" />
        </Button>
        {isToday ? null : (
          <Button look="quiet" onPress={() => onChange(null)}>
            {t('lists.today')}
          </Button>
        )}
      </div>
    </div>
  )
}
