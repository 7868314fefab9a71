// What a draft does to rules, maximum penalties and the sets rules name. Not here: lists, groups and figures (law-of.ts).
import { ok, type Result, refuse } from '#kernel'
import type { Corpus, CorpusData } from '../corpus-value.ts'
import type { Rule, RuleFile } from '../decision/rule.ts'
import type { Days } from '../lists.ts'
import type { DraftRule, DraftSet, LawDraft } from './draft.ts'
import { compareProblems } from './problems.ts'

type Rules = Pick<CorpusData, 'rules' | 'penalties'>

/** Rules off, with another maximum, or replaced; each as a version that begins on the day of the law. */
export function rulesWith(corpus: Corpus, days: Days, { rules = [], title }: LawDraft): Result<Rules> {
  let files: Rules = { rules: corpus.rules, penalties: corpus.penalties }
  for (const change of rules) {
    const id = 'rule' in change ? change.rule.id : change.ruleId
    const old = heldOn([...files.rules, ...files.penalties], id, days)
    if (!old && !('rule' in change)) return refuse(compareProblems['draft-unknown'], { kind: 'rule', id })
    if ('penalty' in change && !old?.penalty) return refuse(compareProblems['draft-unknown'], { kind: 'rule', id })
    files = { rules: without(files.rules, id), penalties: without(files.penalties, id) }
    const next = nextOf(change, old)
    if (!next) continue
    const own = {
      ...next,
      from: days.on.toString(),
      until: null,
      knownOn: days.knownOn.toString(),
      fromIs: 'start' as const,
    }
    const kind = next.kind === 'penalty' ? 'penalties' : 'rules'
    files = { ...files, [kind]: [...files[kind], { title, rules: [own] }] }
  }
  return ok(files)
}

function nextOf(change: DraftRule, old: Rule | null): Rule | null {
  if ('rule' in change) return change.rule
  if ('set' in change || !old?.penalty) return null
  return { ...old, penalty: { ...old.penalty, ...change.penalty } }
}

/** The version of a rule that holds, as the latest that has begun. */
export function heldOn(files: readonly RuleFile[], id: string, { on, knownOn }: Days): Rule | null {
  const [day, known] = [on.toString(), knownOn.toString()]
  let held: Rule | null = null
  for (const { rules } of files)
    for (const rule of rules)
      if (rule.id === id && rule.from <= day && rule.knownOn <= known && (held === null || rule.from > held.from))
        held = rule
  return held && (held.until === null || day < held.until) ? held : null
}

function without(files: readonly RuleFile[], id: string): readonly RuleFile[] {
  return files.map((file) =>
    file.rules.some((rule) => rule.id === id) ? { ...file, rules: file.rules.filter((rule) => rule.id !== id) } : file,
  )
}

/** Who comes into or goes out of the sets that rules name. */
export function setsWith(corpus: Corpus, { on }: Days, draft: LawDraft): Result<CorpusData['sets']> {
  const day = on.toString()
  const isNew = (id: string) => (draft.substances ?? []).some(({ substanceId }) => substanceId === id)
  let files = corpus.sets
  for (const { set, add = [], remove = [] } of draft.sets ?? []) {
    const file = files.find((one) => one.set === set)
    if (!file) return refuse(compareProblems['draft-unknown'], { kind: 'set', id: set })
    const stranger = [...add, ...remove].find((id) => !corpus.substanceById.has(id) && !isNew(id))
    if (stranger !== undefined) return refuse(compareProblems['draft-unknown'], { kind: 'substance', id: stranger })
    const versions = file.versions.map((version) =>
      version.from <= day && (version.until === null || day < version.until) ? changed(version, add, remove) : version,
    )
    files = files.map((one) => (one === file ? { ...file, versions } : one))
  }
  return ok(files)
}

type Version = CorpusData['sets'][number]['versions'][number]

/** A set may take whole lists: whoever goes out is then left out by name as well. */
function changed(version: Version, add: NonNullable<DraftSet['add']>, remove: readonly string[]): Version {
  return {
    ...version,
    substances: [...new Set([...version.substances.filter((id) => !remove.includes(id)), ...add])],
    except: [...new Set([...version.except.filter((id) => !add.includes(id)), ...remove])],
  }
}
