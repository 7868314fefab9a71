// The reference of EPCIS capture, made from the profiles of the corpus: which event each act is, and the JSON Schema. Not here: how it is served (api).
import { massUnits, profileSchema } from '#chain'
import type { Corpus, ProfileFile } from '#law'

const profileId = 'urn:grein:epcis:profile'

/** The newest profile as JSON Schema. */
export function epcisProfileSchema(corpus: Corpus): string {
  return `${JSON.stringify(profileSchema(newest(corpus), { id: `${profileId}:${newest(corpus).inForce.from}` }), null, 2)}\n`
}

/** Which event each act of the ledger is, and what such an event must say. */
export function describeEpcisActs(corpus: Corpus): string {
  const profile = newest(corpus)
  const { inForce, knownOn, basis, note, acts } = profile
  return `# Acts as EPCIS events

Made by \`grein generate\` from \`corpus/profiles/\`; do not edit. In force from ${inForce.from}${inForce.until === null ? '' : ` until ${inForce.until}`}, known on ${knownOn}, basis ${basis.join(', ')}.
${note.en} An event is an act when its words are those of a row and it is about a lot of ours, or says anything in our namespace
(prefix \`grein\`, \`urn:grein:epcis:\`). An act without a row has the step \`urn:grein:epcis:act:<kind>\` and all its fields in our namespace.
Places are JSON pointers into the event; a star is every element of a list. Lots, premises, parties and shipments are named by
\`urn:uuid:\` and their id without its prefix; a lot with a GTIN by its Digital Link, premises and parties by GLN: as Digital Link
(\`https://id.gs1.org/414/{GLN}\`, a room of them as extension \`/254/{room}\`; a party \`/417/{GLN}\`) or as URN (\`urn:epc:id:sgln:\`,
\`urn:epc:id:pgln:\`). We tell them by GLN too, and by \`urn:uuid:\` where none is recorded on the day of the event. A room may be told by
its extension instead of \`grein:room\`. Mass is in a metric unit, to the milligram:
${massUnits.join(', ')}. Nothing is rounded.

| act | event, action | bizStep | must say |
|---|---|---|---|
${acts.map(rowOf).join('\n')}
`
}

function rowOf({ act, type, action, bizSteps, requires }: ProfileFile['acts'][number]): string {
  const steps = bizSteps.map((step) => `\`${step.replace('https://ref.gs1.org/cbv/BizStep-', '')}\``).join(', ')
  const places = requires.map(({ place, title }) => `\`${place}\` ${title.en}`).join('; ')
  return `| ${act} | ${type ?? 'any, with errorDeclaration'}${action === null ? '' : ` ${action}`} | ${steps || '–'} | ${places} |`
}

function newest({ profiles }: Corpus): ProfileFile {
  const [last] = profiles.toSorted((a, b) => (a.inForce.from < b.inForce.from ? 1 : -1))
  if (!last) throw new Error('the corpus has no profile')
  return last
}
