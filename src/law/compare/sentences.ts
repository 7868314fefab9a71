// What a comparison says in words: the one sentence on top and the notices under it. Not here: numbers (moved.ts, changes.ts).
import type { LawComparison, Moved, Standing } from './contract.ts'
import type { Law } from './law-of.ts'

type Words = { nl: string; en: string }

type Changed = Pick<LawComparison, 'ways' | 'moved' | 'rules' | 'articles' | 'terms'>

/** What changes, for somebody who reads one line. */
export function sentenceOf({ ways, moved, rules, articles, terms }: Changed): Words {
  const parts = [...waysIn(ways, moved), ...rest(rules, articles.length, terms)]
  if (parts.length === 0)
    return {
      nl: 'Tussen deze twee wetten is niets verschillend van wat hier is vastgelegd.',
      en: 'Nothing that is recorded here differs between these two laws.',
    }
  return {
    nl: `${capital(
      joined(
        parts.map(({ nl }) => nl),
        'en',
      ),
    )}.`,
    en: `${capital(
      joined(
        parts.map(({ en }) => en),
        'and',
      ),
    )}.`,
  }
}

/** More ways than this are summed: one sentence is read in one breath. */
const waysToldMax = 4

function waysIn(ways: LawComparison['ways'], moved: readonly Moved[]): Words[] {
  const summed = asTold(ways)
  const told = summed.slice(0, waysToldMax).map((way) => {
    const [only, ...more] = moved.filter((row) => plain(row.from) === way.from && row.to === way.to)
    const name = only && more.length === 0 ? { nl: only.nameNl, en: only.nameEn } : null
    return wayWords(way, name, name === null || only?.what === 'mirror-forms')
  })
  const left = summed.slice(waysToldMax).reduce((sum, { count }) => sum + count, 0)
  if (left === 0) return told
  const others = {
    nl: left === 1 ? 'één verhuist anders' : `${left} verhuizen anders`,
    en: left === 1 ? 'one moves in another way' : `${left} move in other ways`,
  }
  return [...told, others]
}

const plain = (from: Standing): Standing => (from === 'expert' ? 'none' : from)

/** Coming onto a list is one thing to a reader, whether it was on none or nobody could say. */
function asTold(ways: LawComparison['ways']): LawComparison['ways'] {
  const sums = new Map<string, LawComparison['ways'][number]>()
  for (const { from, to, count } of ways) {
    const key = `${plain(from)} ${to}`
    sums.set(key, { from: plain(from), to, count: count + (sums.get(key)?.count ?? 0) })
  }
  return [...sums.values()].sort((one, two) => two.count - one.count)
}

function wayWords({ from, to, count }: LawComparison['ways'][number], name: Words | null, isPlural: boolean): Words {
  const who = name ?? { nl: `${count} middelen`, en: `${count} substances` }
  const [komen, gaan] = isPlural ? ['komen', 'gaan'] : ['komt', 'gaat']
  const [come, go, leave] = isPlural ? ['come', 'go', 'leave'] : ['comes', 'goes', 'leaves']
  if (to === 'expert')
    return { nl: `van ${who.nl} moet een deskundige het zeggen`, en: `of ${who.en} an expert must say` }
  if (to === 'none') return { nl: `${who.nl} ${gaan} van lijst ${from} af`, en: `${who.en} ${leave} list ${from}` }
  if (from === 'none') return { nl: `${who.nl} ${komen} op lijst ${to}`, en: `${who.en} ${come} onto list ${to}` }
  return {
    nl: `${who.nl} ${gaan} van lijst ${from} naar lijst ${to}`,
    en: `${who.en} ${go} from list ${from} to list ${to}`,
  }
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function rest(rules: Changed['rules'], articles: number, terms: Changed['terms']): Words[] {
  const some = <Row>(rows: readonly Row[], one: (row: Row) => Words, more: Words) =>
    rows.length === 0 ? [] : [rows.length === 1 ? one(rows[0]!) : more] // There is one: just counted.
  return [
    ...some(
      rules,
      ({ title, change }) => ({
        nl: `"${title.nl}" ${change === 'begins' ? 'komt erbij' : change === 'ends' ? 'vervalt' : 'wordt anders'}`,
        en: `"${title.en}" ${change === 'begins' ? 'is added' : change === 'ends' ? 'ends' : 'changes'}`,
      }),
      {
        nl: `${rules.length} regels en omschrijvingen worden anders`,
        en: `${rules.length} rules and definitions become others`,
      },
    ),
    ...(articles === 0
      ? []
      : [
          articles === 1
            ? { nl: 'een artikel verschilt', en: 'one article differs' }
            : { nl: `${articles} artikelen verschillen`, en: `${articles} articles differ` },
        ]),
    ...some(
      terms,
      ({ title, a, b }) => ({
        nl: `"${title.nl}" ${b === null ? `(${a?.nl ?? '–'}) vervalt` : `wordt ${b.nl}`}`,
        en: `"${title.en}" ${b === null ? `(${a?.en ?? '–'}) is dropped` : `becomes ${b.en}`}`,
      }),
      { nl: `${terms.length} termijnen en grenzen verschillen`, en: `${terms.length} terms and limits differ` },
    ),
  ]
}

const joined = (parts: readonly string[], and: string) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`

/** Enough to find the wrong lines; a file with a thousand of them is the wrong file. */
const unreadNamedMax = 5

/** What must be known before relying on it. `unread`: structures that were sent along and stand for no molecule. */
export function noticesOf(
  a: Law,
  b: Law,
  { moved, articles, terms }: Changed,
  unread: readonly { readonly name: string }[],
): Words[] {
  const notices: Words[] = []
  const draft = b.hypothetical ?? a.hypothetical
  if (draft)
    notices.push({
      nl: 'Eén van deze twee wetten bestaat niet: het is een ontwerp. Niets hieruit is geldend recht, en niets hiervan wordt vastgelegd.',
      en: 'One of these two laws does not exist: it is a draft. Nothing of this is the law, and nothing of it is recorded.',
    })
  if (unread.length > 0) {
    const names = unread.slice(0, unreadNamedMax).map(({ name }) => name)
    const rest = unread.length > names.length ? ', …' : ''
    notices.push({
      nl: `Van wat u meestuurde ${unread.length === 1 ? 'is één structuur' : `zijn ${unread.length} structuren`} niet te lezen en dus niet vergeleken: ${names.join(', ')}${rest}.`,
      en: `Of what you sent along ${unread.length === 1 ? 'one structure' : `${unread.length} structures`} cannot be read and so was not compared: ${names.join(', ')}${rest}.`,
    })
  }
  if (moved.some(({ a: one, b: two }) => one.status === 'model' || two.status === 'model'))
    notices.push({
      nl: 'De stofgroepen van lijst IA zijn hier een model: de officiële chemische tekst is niet gelezen. Wat door een groep verhuist, is een bevinding.',
      en: 'The groups of list IA are a model here: the official chemical wording was not read. What moves by a group is a finding.',
    })
  const inferred = moved.filter(({ a: one, b: two }) => one.status === 'inferred' || two.status === 'inferred').length
  if (inferred > 0)
    notices.push({
      nl: `Van ${inferred} ${inferred === 1 ? 'rij' : 'rijen'} is de Nederlandse lijsttekst niet gelezen; de plaats is afgeleid, vaak uit een besluit van de VN.`,
      en: `Of ${inferred} ${inferred === 1 ? 'row' : 'rows'} the Dutch text of the list was not read; the place is inferred, often from a UN decision.`,
    })
  if ([...articles, ...terms].some(({ change }) => change === 'not-recorded'))
    notices.push({
      nl: '"Niet vastgelegd" betekent: wat er op die dag gold, staat niet in deze wetgegevens. Het betekent niet dat er niets gold.',
      en: '"Not recorded" means: what held on that day is not in these data. It does not mean that nothing held.',
    })
  return notices
}
