// A draft out of a text or a value somebody gave: checked against its schema before anything is done with it. Not here: files.
import { Value } from 'typebox/value'
import { ok, type Result, refuse } from '#kernel'
import { conditionFault } from '../decision/condition-shape.ts'
import { LawDraft } from './draft.ts'
import { compareProblems } from './problems.ts'

/** Refuses `draft-unreadable`, naming the place. */
export function readDraft(given: unknown): Result<LawDraft> {
  let value = given
  if (typeof given === 'string') {
    try {
      value = JSON.parse(given)
    } catch (error) {
      return refuse(compareProblems['draft-unreadable'], {
        at: '',
        what: error instanceof Error ? error.message : 'JSON',
      })
    }
  }
  const [fault] = Value.Errors(LawDraft, value)
  if (fault) return refuse(compareProblems['draft-unreadable'], { at: fault.instancePath, what: fault.message })
  const condition = conditionFault(value)
  if (condition) return refuse(compareProblems['draft-unreadable'], { at: condition.pointer, what: condition.what })
  return ok(value as LawDraft) // It has just passed the schema its type comes from.
}
