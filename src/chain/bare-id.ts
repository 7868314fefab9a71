// An id of an act without its prefix, as the ledger keeps it. Not here: reading an id somebody typed (kernel).
import { assert, type IdName, parseId } from '#kernel'

/** The bare id; the schema of the act has checked its form. */
export function bare<Name extends IdName>(name: Name, text: string) {
  const id = parseId(name, text)
  assert(id, `an act holds a ${name} id`)
  return id
}
