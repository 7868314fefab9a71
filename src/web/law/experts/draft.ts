// A decision while it is filled in: begun from the address or from one it replaces, and what is still missing. Pure. Not here: fields.
import type { ExpertDecision, NewExpertDecision } from '#licensing/contract'

export type Draft = {
  readonly kind: 'finding' | 'reading'
  readonly about: string
  readonly says: 'in' | 'out' | null
  readonly structure: string
  readonly substanceId: string
  readonly readingId: string
  readonly accepts: boolean | null
  readonly question: string
  readonly conclusion: string
  readonly grounds: string
  readonly basis: string
  readonly from: string | null
  readonly until: string | null
  readonly expert: ExpertDecision['expert']
  readonly documents: readonly { readonly documentId: string; readonly fileName: string }[]
}

/** What an address may bring along: from a check that only an expert can decide. */
export type Begun = Readonly<
  Partial<Record<'about' | 'structure' | 'substanceId' | 'question' | 'reading' | 'replaces', string>>
>

export const aboutNamed = 'named'

export function draftFrom(begun: Begun, today: string): Draft {
  return {
    kind: begun.reading ? 'reading' : 'finding',
    about: begun.about ?? '',
    says: null,
    structure: begun.structure ?? '',
    substanceId: begun.substanceId ?? '',
    readingId: begun.reading ?? '',
    accepts: null,
    question: begun.question ?? '',
    conclusion: '',
    grounds: '',
    basis: '',
    from: today,
    until: null,
    expert: { name: '', profession: 'chemist', organisation: '' },
    documents: [],
  }
}

type Followed = Pick<
  ExpertDecision,
  'subject' | 'question' | 'conclusion' | 'grounds' | 'basis' | 'from' | 'until' | 'expert'
>

/** The one that follows begins as the one before: only what was wrong is changed. */
export function draftOf({ subject, question, conclusion, grounds, basis, from, until, expert }: Followed): Draft {
  const isFinding = subject.kind === 'finding'
  return {
    kind: subject.kind,
    about: isFinding ? (subject.about.startsWith('named:') ? aboutNamed : subject.about) : '',
    says: isFinding ? subject.says : null,
    structure: isFinding ? (subject.structure?.smiles ?? '') : '',
    substanceId: isFinding ? (subject.substanceId ?? '') : '',
    readingId: isFinding ? '' : subject.readingId,
    accepts: isFinding ? null : subject.accepts,
    ...{ question, conclusion, grounds, from, until, expert, basis: basis.join(', '), documents: [] },
  }
}

export type Missing = Partial<Record<keyof Draft | 'name' | 'organisation', true>>

export function missingIn(draft: Draft): Missing {
  const missing: Missing = {}
  const need = (name: keyof Missing, isThere: boolean) => {
    if (!isThere) missing[name] = true
  }
  if (draft.kind === 'finding') {
    need('about', draft.about !== '')
    need('says', draft.says !== null)
    const isNamed = draft.about === aboutNamed
    need('substanceId', draft.substanceId.trim() !== '' || (!isNamed && draft.structure.trim() !== ''))
  } else {
    need('readingId', draft.readingId !== '')
    need('accepts', draft.accepts !== null)
  }
  for (const name of ['question', 'conclusion', 'grounds'] as const) need(name, draft[name].trim() !== '')
  need('from', draft.from !== null)
  need('name', draft.expert.name.trim() !== '')
  need('organisation', draft.expert.organisation.trim() !== '')
  return missing
}

/** As the API takes it; null while something is missing. */
export function toSend(draft: Draft, replaces: string | null): NewExpertDecision | null {
  if (Object.keys(missingIn(draft)).length > 0 || draft.from === null) return null
  const { says, accepts, expert, from, until } = draft
  const substanceId = draft.substanceId.trim() || null
  const structure = draft.structure.trim() || null
  const about = draft.about === aboutNamed ? `${aboutNamed}:${substanceId}` : draft.about
  return {
    subject:
      draft.kind === 'reading'
        ? { kind: 'reading', readingId: draft.readingId, accepts: accepts === true }
        : { kind: 'finding', about, says: says ?? 'out', substanceId, structure },
    question: draft.question.trim(),
    conclusion: draft.conclusion.trim(),
    grounds: draft.grounds.trim(),
    basis: draft.basis.split(/[\s,;]+/).filter(Boolean),
    from,
    until,
    expert: { ...expert, name: expert.name.trim(), organisation: expert.organisation.trim() },
    documents: draft.documents.map(({ documentId }) => documentId),
    replaces,
  }
}
