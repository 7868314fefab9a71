// Where an act read from an event does not fit the schema of its kind. Not here: what the profile asks of the event (profile.ts).
import { Errors } from 'typebox/value'
import { type ActKind, actSchemas } from '../../contract.ts'

/** Places in the act, none when it is whole. */
export function misfitsOf(act: Readonly<Record<string, unknown>>, kind: ActKind): readonly string[] {
  const places = Errors(actSchemas[kind], act).flatMap(({ keyword, instancePath, params }) => {
    const missing =
      keyword === 'required' ? (params as { requiredProperties?: readonly string[] }).requiredProperties : null
    return missing ? missing.map((name) => `${instancePath}/${name}`) : [instancePath]
  })
  return [...new Set(places)].slice(0, 12)
}
