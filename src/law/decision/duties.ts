// What rides along with an exception or exemption that stands: duties and conditions. Not here: whether they were kept.
import type { DutyView } from './contract.ts'
import type { Resolved } from './resolve.ts'
import { FALSE, TRUE, truthOf } from './truth.ts'

export function dutiesOf(all: readonly Resolved[]): readonly DutyView[] {
  const views = new Map<string, DutyView>()
  for (const { about, applies, stands } of all) {
    for (const rule of about.book.inScope(about.question.act, about.list).rules) {
      if ((rule.kind !== 'duty' && rule.kind !== 'condition') || views.has(rule.id)) continue
      if (rule.isUnrecorded || !(rule.with ?? []).some((id) => stands(id) === TRUE)) continue
      if (applies(rule) === FALSE || stands(rule.id) === FALSE) continue
      const { id, kind, title, sentence, citations } = rule
      views.set(id, { rule: id, kind, title, sentence, citations: [...citations], truth: truthOf(stands(id)) })
    }
  }
  return [...views.values()]
}
