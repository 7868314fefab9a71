// Why a structure is a listed substance, its mirror image, its ester or its isomer: clauses like those of a group. Not here: finding that.
import { type Graph, isStereoCentre } from '#chemistry'
import { listArticle } from '../citations.ts'
import type { Entry, Hit } from './listed.ts'
import type { Clause } from './trace.ts'

type Bare = Pick<Clause, 'role' | 'outcome' | 'atoms' | 'nl' | 'en'>
const clauseOf = (ref: string, bare: Bare): Clause => ({
  ref,
  site: null,
  label: null,
  place: null,
  reading: null,
  ...bare,
})

export const everyAtom = (graph: Graph): number[] =>
  Array.from({ length: graph.atomCount }, (_, atom) => graph.order[atom]!)

/** `rule` is the clause of the list; for a name the list itself. */
export function hitTrace(graph: Graph, hit: Hit, rule: string | null, isSure: boolean): readonly Clause[] {
  const ref = rule ?? listArticle(hit.entry.list)
  const told = [...relation(graph, hit), ...form(graph, hit, isSure), ...since(hit.entry)]
  const isExplained = isSure || told.some(({ outcome }) => outcome === 'arguable')
  return [...told, ...(isExplained ? [] : [exceptedForm(graph)])].map((bare) => clauseOf(ref, bare))
}

/** An ester or ether of a form that the clause leaves out by name. */
const exceptedForm = (graph: Graph): Bare => ({
  ...{ role: 'form', outcome: 'arguable', atoms: everyAtom(graph) },
  nl: 'De slotbepaling zondert deze vorm met naam uit; of wat ervan gemaakt is eronder valt, zegt zij niet.',
  en: 'The closing clause leaves out this form by name; whether what is made of it is included it does not say.',
})

function relation(graph: Graph, hit: Hit): Bare[] {
  const { relation: kind, entry, isSure } = hit
  const [nl, en] = [entry.nameNl, entry.nameEn]
  const atoms = everyAtom(graph)
  switch (kind) {
    case 'named':
      return [
        {
          ...{ role: 'whole', outcome: 'met', atoms },
          nl: `Dezelfde atomen en bindingen als ${nl}, dat op lijst ${entry.list} staat.`,
          en: `The same atoms and bonds as ${en}, which is on list ${entry.list}.`,
        },
      ]
    case 'mirror':
      return [
        {
          ...{ role: 'whole', outcome: 'met', atoms },
          nl: `Dezelfde atomen en bindingen als ${nl}, in spiegelbeeld.`,
          en: `The same atoms and bonds as ${en}, in mirror image.`,
        },
      ]
    case 'isomer':
      return [
        {
          ...{ role: 'whole', outcome: isSure ? 'met' : 'arguable', atoms },
          nl: isSure
            ? `Dezelfde formule als ${nl}, en de atomen op dezelfde wijze verbonden.`
            : `Dezelfde formule als ${nl}, maar de atomen anders verbonden: of dat een isomeer in de zin van de lijst is, is een lezing.`,
          en: isSure
            ? `The same formula as ${en}, and its atoms joined alike.`
            : `The same formula as ${en}, but its atoms joined otherwise: whether the list means that by isomer is a reading.`,
        },
      ]
    default:
      return bound(atoms, hit)
  }
}

function bound(all: readonly number[], { relation: kind, entry, parentAtoms: parent, isSure }: Hit): Bare[] {
  const residue = all.filter((atom) => !parent.includes(atom))
  if (residue.length === 0)
    return [
      {
        ...{ role: 'parent', outcome: isSure ? 'met' : 'arguable', atoms: parent },
        nl: `Een ringester: met water geopend is het ${entry.nameNl}, dat op lijst ${entry.list} staat.`,
        en: `A ring ester: opened with water it is ${entry.nameEn}, which is on list ${entry.list}.`,
      },
    ]
  return [
    {
      ...{ role: 'parent', outcome: 'met', atoms: parent },
      nl: `Zonder wat eraan gebonden is, blijft ${entry.nameNl} over, dat op lijst ${entry.list} staat.`,
      en: `Without what is bound to it, ${entry.nameEn} is left, which is on list ${entry.list}.`,
    },
    {
      ...{ role: 'residue', outcome: 'met', atoms: residue },
      nl: `Hieraan gebonden als ${kind === 'ester' ? 'ester' : 'ether'}.`,
      en: `Bound to it as an ${kind}.`,
    },
  ]
}

/** What the form in space adds: nothing when neither speaks of one. */
function form(graph: Graph, { entry, form: found, relation: kind }: Hit, isSure: boolean): Bare[] {
  const centres = everyAtom(graph).filter((_, atom) => isStereoCentre(graph, atom))
  const said = (outcome: Bare['outcome'], nl: string, en: string): Bare[] => [
    { role: 'form', outcome, atoms: centres, nl, en },
  ]
  if (kind === 'isomer') return []
  if (!entry.isFormRecorded)
    return said(
      isSure ? 'met' : 'arguable',
      isSure
        ? 'Elke vorm in de ruimte die deze stof kan hebben, staat op de lijst.'
        : 'Welke vorm in de ruimte de lijst bedoelt, is hier niet vastgelegd.',
      isSure
        ? 'Every form in space this substance can have is on the list.'
        : 'Which form in space the list means is not recorded here.',
    )
  switch (found) {
    case 'same':
      return centres.length === 0
        ? []
        : said('met', 'De vorm in de ruimte is dezelfde.', 'The form in space is the same.')
    case 'closer':
      return said(
        'met',
        'De lijst noemt geen vorm in de ruimte; deze vorm valt eronder.',
        'The list names no form in space; this form is included.',
      )
    case 'mirror':
      return said(
        isSure ? 'met' : 'arguable',
        'De vorm in de ruimte is het spiegelbeeld van de genoemde.',
        'The form in space is the mirror image of the one named.',
      )
    case 'open':
      return said(
        isSure ? 'met' : 'arguable',
        'De tekening laat de vorm in de ruimte open en staat dus ook voor de genoemde vorm.',
        'The drawing leaves the form in space open, and so stands for the named form too.',
      )
    case 'other':
      return said('arguable', 'De vorm in de ruimte is een andere.', 'The form in space is another one.')
    default:
      return found satisfies never
  }
}

function since({ isInForce }: Entry): Bare[] {
  if (isInForce) return []
  return [
    {
      ...{ role: 'limit', outcome: 'arguable', atoms: [] },
      nl: 'De stof staat op een latere dag op de lijst; sinds wanneer is niet vastgesteld.',
      en: 'The substance is on the list on a later day; since when is not established.',
    },
  ]
}
