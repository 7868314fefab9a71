// A legal day, or a moment on the legal clock, typed in parts or chosen from a calendar. Not here: which days are allowed by law.

import {
  type CalendarDate,
  parseAbsolute,
  parseDate,
  toCalendarDateTime,
  toZoned,
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
import { FieldFoot, FieldLabel, type FieldTexts } from './field.tsx'
import { Icon } from './icon.tsx'
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

export function MomentField({ label, help, error, isOptional, value, onChange, ...rest }: MomentProps) {
  return (
    <DatePicker<ZonedDateTime>
      {...rest}
      className="gr-field"
      value={value === null ? null : parseAbsolute(value, legalTimeZone)}
      onChange={(at) => onChange(at === null ? null : instantOf(at))}
      granularity="minute"
      hideTimeZone
      hourCycle={24}
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

/** The calendar may hand back a day of another zone; what was typed is always the legal clock. */
function instantOf(at: ZonedDateTime): string {
  return toZoned(toCalendarDateTime(at), legalTimeZone).toAbsoluteString()
}

function DateBox() {
  const { t } = useLocale()
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
  const { t } = useLocale()
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
