// Which sentence stands first over an answer, in which tone. Pure. Not here: the sentences (messages/law.ts).
import type { ListName, SubstanceAnswer, SubstanceException } from '#law/contract'
import type { Tone } from '../parts/alert.tsx'

export type Headline = {
  readonly tone: Tone
  readonly text:
    | 'named'
    | 'clause'
    | 'model'
    | 'free'
    | 'free-unread'
    | 'expert'
    | 'unknown-substance'
    | 'ambiguous'
    | 'unreadable'
  readonly lists: readonly ListName[]
  readonly sign: 'list' | 'icon'
  readonly exception:
    | (Pick<SubstanceException, 'title' | 'article' | 'short'> & { readonly is: 'sure' | 'inferred' | 'shown' })
    | null
  readonly note: 'free' | 'unread' | 'unknown' | 'expert' | null
}

const plain = { lists: [], sign: 'icon', exception: null, note: null } as const

/** An exception changes the tone and adds a sentence; it never takes a list away. */
export function headlineOf(answer: SubstanceAnswer): Headline {
  const { verdict, findings, coverage } = answer
  const isUnread = coverage.some(({ extent }) => extent === 'none')
  switch (verdict) {
    case 'controlled': {
      const certain = findings.filter(({ certainty }) => certainty === 'in')
      const lists = [...new Set(certain.map(({ list }) => list))]
      const exception = exceptionFor(answer, lists)
      const text = certain.some(({ basis }) => basis === 'named')
        ? 'named'
        : certain.every(({ status }) => status === 'model')
          ? 'model'
          : 'clause'
      // A name goes first: the groups it also falls in stand in the grounds under the sentence.
      const named = certain.filter(({ basis }) => basis === 'named').map(({ list }) => list)
      return {
        ...{ text, sign: 'list', exception, note: null },
        tone: exception ? (exception.is === 'sure' ? 'info' : 'warning') : 'negative',
        lists: text === 'named' ? [...new Set(named)] : lists,
      }
    }
    case 'not-controlled':
      return isUnread
        ? { ...plain, tone: 'warning', text: 'free-unread', note: 'unread' }
        : { ...plain, tone: 'info', text: 'free', note: 'free' }
    case 'needs-expert':
      return { ...plain, tone: 'warning', text: 'expert', note: 'expert' }
    case 'unknown-substance':
      return { ...plain, tone: 'warning', text: verdict, note: 'unknown' }
    case 'ambiguous':
    case 'unreadable':
      return { ...plain, tone: 'warning', text: verdict }
    default:
      return verdict satisfies never
  }
}

/** Only list IA has exceptions by substance, and only where no other list holds it. One that needs nothing shown goes first. */
function exceptionFor({ exceptions }: SubstanceAnswer, lists: readonly ListName[]): Headline['exception'] {
  if (lists.some((list) => list !== 'IA')) return null
  const own = exceptions.filter(({ kind }) => kind !== 'other-list')
  const first = own.find(({ needsEvidence }) => needsEvidence === null) ?? own[0]
  if (!first) return null
  const { title, article, short, needsEvidence, certainty } = first
  return { title, article, short, is: needsEvidence !== null ? 'shown' : certainty === 'text' ? 'sure' : 'inferred' }
}
