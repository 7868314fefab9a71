// What was done to a structure before it was judged, one sentence a step. Only for somebody who wants to know. Not here: doing it.
import { type Graph, hashOf, hasIsotope } from '#chemistry'
import type { Citation } from '../contract.ts'
import type { Step, Words } from './answer.ts'
import { everyAtom } from './hit-trace.ts'

export type Reading = 'smiles' | 'inchi' | 'molfile'
/** Ow 1(2), and the counter-ions by the number of hash.ts. */
export type Salts = { readonly salts: Citation | null; readonly counterIons: ReadonlySet<number> }

const step = (code: Step['code'], words: Words, rest: Partial<Step> = {}): Step => ({
  ...{ code, ...words, article: null, citation: null, piece: null, atoms: [] },
  ...rest,
})

export function readStep(as: Reading, pieces: number): Step[] {
  const name = { smiles: 'SMILES', inchi: 'InChI', molfile: 'molfile' }[as]
  const read = step('read-as', {
    nl: `Gelezen als ${name}.`,
    en: `Read as ${name}.`,
  })
  if (pieces === 1) return [read]
  return [
    read,
    step('pieces', {
      nl: `${pieces} losse delen: elk deel is apart beoordeeld.`,
      en: `${pieces} separate parts: each was judged by itself.`,
    }),
  ]
}

/** `hasOthers`: there is another part, so that this one can be a counter-ion. */
export function pieceSteps(graph: Graph, piece: number, hasOthers: boolean, salts: Salts): Step[] {
  const steps: Step[] = []
  const { salts: citation, counterIons } = salts
  const ofSalt = { article: citation ? 'opiumwet/1/2' : null, citation, piece, atoms: everyAtom(graph) }
  if (hasOthers && counterIons.has(hashOf(graph, 'law')))
    steps.push(
      step(
        'left-off',
        {
          nl: 'Dit deel is een tegenion of oplosmiddel: een zout telt als de stof zelf.',
          en: 'This part is a counter-ion or a solvent: a salt counts as the substance itself.',
        },
        ofSalt,
      ),
    )
  const charged = everyAtom(graph).filter((_, atom) => graph.charge[atom] !== 0)
  if (netCharge(graph) !== 0)
    steps.push(
      step(
        'neutralised',
        {
          nl: 'De lading is weggedacht: een ion of zout telt als de stof zelf.',
          en: 'The charge was left out of account: an ion or a salt counts as the substance itself.',
        },
        { ...ofSalt, atoms: charged },
      ),
    )
  if (hasIsotope(graph)) steps.push(isotopeStep(graph, piece))
  return steps
}

function netCharge(graph: Graph): number {
  let sum = 0
  for (let atom = 0; atom < graph.atomCount; atom++) sum += graph.charge[atom]!
  return sum
}

function isotopeStep(graph: Graph, piece: number): Step {
  const labelled = everyAtom(graph).filter(
    (_, atom) => graph.isotope[atom]! + graph.deuterium[atom]! + graph.tritium[atom]! > 0,
  )
  return step(
    'isotopes',
    {
      nl: 'Gemerkte atomen (isotopen) zijn gelezen als gewone atomen van hetzelfde element.',
      en: 'Labelled atoms (isotopes) were read as ordinary atoms of the same element.',
    },
    { piece, atoms: labelled },
  )
}

export const samePiece = (piece: number): Step =>
  step(
    'same-piece',
    { nl: 'Dit deel is gelijk aan een eerder deel.', en: 'This part equals an earlier part.' },
    { piece },
  )

export const tautomerStep = (piece: number): Step =>
  step(
    'tautomer',
    {
      nl: 'Als enol getekend; ook als keton beoordeeld, want dat is dezelfde stof.',
      en: 'Drawn as an enol; judged as a ketone too, for that is the same substance.',
    },
    { piece },
  )

export const formOpenStep = (graph: Graph, piece: number): Step =>
  step(
    'form-open',
    {
      nl: 'De vorm in de ruimte is niet getekend; de structuur staat voor alle vormen.',
      en: 'The form in space is not drawn; the structure stands for all forms.',
    },
    { piece, atoms: everyAtom(graph) },
  )
