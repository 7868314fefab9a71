// The question as a form the browser sends by itself: it stands there while the form with suggestions, calendar and drawing (check-form.tsx)
// is still on its way, at the same size, and remains where no script runs. Not here: what those can do besides.
import { useLocale } from '../locale.tsx'
import { lawMessages } from '../messages/law.ts'
import { buttonClass } from '../parts/button-look.ts'
import type { Asked } from './ask-server.ts'
import '../parts/field.css'
import '../parts/choice.css'

const fieldId = 'plain-q'

export function PlainForm({ asked }: { asked: Asked }) {
  const { t } = useLocale(lawMessages)
  const later = buttonClass({ look: 'secondary' })
  return (
    <section className="gr-law-form">
      <form action="/substances">
        <label className="gr-field">
          <span className="gr-label">{t('law.field.q')}</span>
          <input
            {...{ id: fieldId, name: 'q', className: 'gr-input', defaultValue: typedFirst(asked) }}
            {...{ maxLength: 2_000, autoCapitalize: 'none', spellCheck: false, autoComplete: 'off' }}
          />
          <span className="gr-help">{t('law.field.q.help')}</span>
        </label>
        <label className="gr-field">
          <span className="gr-label">
            {t('law.field.on')} <span className="gr-label-note">({t('part.optional')})</span>
          </span>
          <input name="on" type="date" className="gr-input" defaultValue={asked.on ?? ''} />
          <span className="gr-help">{t('law.field.on.help')}</span>
        </label>
        <div className="gr-law-form-do">
          <button type="submit" className={buttonClass({ look: 'primary' })}>
            {t('law.do')}
          </button>
          <span className="gr-law-form-later" aria-hidden="true">
            <span className={later}>{t('law.draw')}</span>
            <span className={later}>{t('law.file')}</span>
          </span>
        </div>
        <div className="gr-law-here gr-law-form-later" aria-hidden="true">
          <span className="gr-choice">
            <span className="gr-choice-box" />
            <span className="gr-choice-text">{t('law.here')}</span>
          </span>
          <span className="gr-help">{t('law.here.waiting')}</span>
        </div>
      </form>
    </section>
  )
}

/** What a field begins with: what was asked, unless that was drawn or came from a file. */
export const typedFirst = ({ q, structure }: Asked): string =>
  structure === null || structure.includes('\n') ? q : structure

/** What somebody began in the plain form, read while it still stands there: the form that takes its place goes on with it. */
export function begunPlainly(): { readonly typed: string; readonly hasFocus: boolean } | null {
  const field = document.getElementById(fieldId)
  if (!(field instanceof HTMLInputElement)) return null
  return { typed: field.value, hasFocus: field.form?.contains(document.activeElement) ?? false }
}
