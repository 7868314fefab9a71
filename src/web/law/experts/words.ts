// An expert decision in words: what it is about, how it stands. Pure. Not here: what the expert wrote.
import type { Locale, Translate } from '#kernel'
import type { ExpertDecision, ExpertSubjects } from '#licensing/contract'
import type { expertsMessages } from '../../messages/experts.ts'
import type { BadgeTone } from '../../parts/badge.tsx'

export const stateTone: Readonly<Record<ExpertDecision['state'], BadgeTone>> = {
  standing: 'positive',
  replaced: 'neutral',
  withdrawn: 'negative',
  withdrawal: 'warning',
}

type Words = { readonly t: Translate<typeof expertsMessages>; readonly locale: Locale }

/** "Covered by: 2-phenethylamines and cathinones"; a group the law no longer has keeps its own name. */
export function subjectText(
  subject: ExpertDecision['subject'],
  subjects: ExpertSubjects | undefined,
  { t, locale }: Words,
): string {
  if (subject.kind === 'reading') {
    const question = subjects?.readings.find(({ readingId }) => readingId === subject.readingId)?.question[locale]
    return `${t('experts.about.reading', { accepts: subject.accepts })}: ${question ?? subject.readingId}`
  }
  const { about, says } = subject
  const isIn = says === 'in'
  const [kind, name = about] = about.split(':')
  if (kind === 'named') return t('experts.about.named', { title: name, isIn })
  const known = [...(subjects?.groups ?? []), ...(subjects?.clauses ?? [])].find((each) => each.about === about)
  return t('experts.about.group', { title: known?.title[locale] ?? name, isIn })
}
