// A legal day, or a moment on the legal clock, typed in parts or chosen from a calendar. Not here: which days are allowed by law.

import {
  type CalendarDate,
  parseAbsolute,
  parseDate,
  toCalendarDateTime,
  type ZonedDateTime,
} from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { DateInput, DatePicker, DateSegment } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { legalTimeZone } from '#kernel'
import { useLocale } from '../locale.tsx'
import { dateFieldMessages } from '../messages/date-field.ts'
import { RadioGroup } from './choice.tsx'
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'
import { bothOf, followsSkipped, instantAt } from './wall-clock.ts'
import './menu.css'
import './date-field.css'

type Common = FieldTexts & { readonly isDisabled?: boolean; readonly isRequired?: boolean }

type DayProps = Common & {
  /** ISO, "2026-12-14"; null while it is not whole. */
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  readonly min?: string
  readonly max?: string
}

export function DateField({ label, help, error, isOptional, value, onChange, min, max, ...rest }: DayProps) {
  return (
    <DatePicker<CalendarDate>
      {...rest}
      className="gr-field"
      value={value === null ? null : parseDate(value)}
      onChange={(day) => onChange(day?.toString() ?? null)}
      {...(min ? { minValue: parseDate(min) } : {})}
      {...(max ? { maxValue: parseDate(max) } : {})}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      shouldForceLeadingZeros
    >
      <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
      <DateBox />
      <FieldFoot help={help} error={error} />
      <CalendarWindow />
    </DatePicker>
  )
}

type MomentProps = Common & {
  /** ISO instant in UTC, "2026-12-14T08:30:00Z"; shown and typed on the legal clock. */
  readonly value: string | null
  readonly onChange: (at: string | null) => void
}

export function MomentField(props: MomentProps) {
  const { label, help, error, isOptional, value, onChange, ...rest } = props
  const { t } = useLocale(dateFieldMessages)
  const skipped = value !== null && followsSkipped(Temporal.Instant.from(value)) ? t('part.moment.skipped') : null
  return (
    <>
      <DatePicker<ZonedDateTime>
        {...rest}
        className="gr-field"
        value={value === null ? null : parseAbsolute(value, legalTimeZone)}
        onChange={(at) => onChange(at === null ? null : instantOf(at, value))}
        granularity="minute"
        hideTimeZone
        hourCycle={24}
        isInvalid={Boolean(error)}
        validationBehavior="aria"
        shouldForceLeadingZeros
      >
        <FieldLabel label={label} {...(isOptional ? { isOptional } : {})} />
        <DateBox />
        <FieldFoot help={skipped ?? help} error={error} />
        <CalendarWindow />
      </DatePicker>
      <WhichTime {...props} />
    </>
  )
}

/** In the hour that the clock strikes twice: which of both it was. */
function WhichTime({ value, onChange, isDisabled = false }: MomentProps) {
  const { t } = useLocale(dateFieldMessages)
  const both = value === null ? null : bothOf(Temporal.Instant.from(value))
  if (both === null) return null
  const [first, second] = both.map(String) as [string, string] // Two instants, so two texts.
  const isSecond = Temporal.Instant.compare(value ?? first, second) === 0
  return (
    <RadioGroup
      label={t('part.moment.twice')}
      choices={[
        { id: first, text: t('part.moment.first') },
        { id: second, text: t('part.moment.second') },
      ]}
      value={isSecond ? second : first}
      onChange={onChange}
      isDisabled={isDisabled}
    />
  )
}

/** The calendar may hand back a day of another zone; what was typed is always the legal clock. */
function instantOf(at: ZonedDateTime, before: string | null): string {
  const wall = Temporal.PlainDateTime.from(toCalendarDateTime(at).toString())
  return instantAt(wall, before === null ? null : Temporal.Instant.from(before)).toString()
}

function DateBox() {
  const { t } = useLocale(dateFieldMessages)
  return (
    <Group className="gr-box gr-date-box">
      <DateInput className="gr-date-input">
        {(segment) => <DateSegment segment={segment} className="gr-date-segment" />}
      </DateInput>
      <Button className="gr-box-button" aria-label={t('part.day.open')}>
        <Icon name="calendar" />
      </Button>
    </Group>
  )
}

function CalendarWindow() {
  const { t } = useLocale(dateFieldMessages)
  return (
    <Popover className="gr-popover">
      <Dialog className="gr-calendar-dialog">
        <Calendar className="gr-calendar">
          <header className="gr-calendar-head">
            <Button slot="previous" className="gr-box-button" aria-label={t('part.day.previous')}>
              <Icon name="left" />
            </Button>
            <Heading className="gr-calendar-title" />
            <Button slot="next" className="gr-box-button" aria-label={t('part.day.next')}>
              <Icon name="right" />
            </Button>
          </header>
          <CalendarGrid className="gr-calendar-grid">
            <CalendarGridHeader className="gr-calendar-days">
              {(day) => <CalendarHeaderCell className="gr-calendar-day">{day}</CalendarHeaderCell>}
            </CalendarGridHeader>
            <CalendarGridBody className="gr-calendar-body">
              {(date) => <CalendarCell date={date} className="gr-calendar-cell" />}
            </CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </Dialog>
    </Popover>
  )
}
