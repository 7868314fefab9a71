// Reads the Cedar policies and schema beside this file, once, and hands them to the engine. Not here: any decision.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { assert } from '#kernel'

const folder = join(import.meta.dirname, 'policies')

/** One policy, and what its annotations say: `refusal` is the answer when it is what forbids. */
export type Policy = {
  readonly id: string
  readonly effect: 'permit' | 'forbid'
  readonly why: string
  readonly refusal: string | null
  readonly text: string
}

export type PolicySet = {
  readonly schema: string
  readonly policies: ReadonlyMap<string, Policy>
  /** Which kinds of principal an action is for, as the schema says; groups of actions are for none. */
  readonly principals: ReadonlyMap<string, readonly string[]>
  /** Under which the engine keeps the parsed set and schema: the hash of the text, so two of the same are one. */
  readonly name: string
}

export function readPolicies(): PolicySet {
  const schema = readFileSync(join(folder, 'schema.cedarschema'), 'utf8')
  const files = readdirSync(folder).filter((name) => name.endsWith('.cedar'))
  const text = files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const policies = new Map(splitPolicies(text).map((policy) => [policy.id, policy]))
  const name = createHash('sha256').update(schema).update(text).digest('hex')
  const parsed = cedar.preparsePolicySet(name, { staticPolicies: textsOf(policies) })
  assert(parsed.type === 'success', 'the policies parse')
  const preparsed = cedar.preparseSchema(name, schema)
  assert(preparsed.type === 'success', 'the schema parses')
  return { schema, policies, principals: readPrincipals(schema), name }
}

/** What the engine finds wrong with the policies against the schema, warnings included; for the tests. */
export function findPolicyFaults({ schema, policies }: Pick<PolicySet, 'schema' | 'policies'>): readonly string[] {
  const answer = cedar.validate({ schema, policies: { staticPolicies: textsOf(policies) } })
  if (answer.type === 'failure') return answer.errors.map(({ message }) => message)
  return [...answer.validationErrors, ...answer.validationWarnings].map(
    ({ policyId, error }) => `${policyId}: ${error.message}`,
  )
}

function splitPolicies(text: string): readonly Policy[] {
  const parts = cedar.policySetTextToParts(text)
  assert(parts.type === 'success', 'the policies parse')
  const policies = parts.policies.map(readPolicy)
  assert(new Set(policies.map(({ id }) => id)).size === policies.length, 'each policy has its own @id')
  return policies
}

function readPolicy(text: string): Policy {
  const read = cedar.policyToJson(text)
  assert(read.type === 'success', 'a policy parses')
  const { annotations = {}, effect } = read.json
  const { id, why, refusal = null } = annotations
  assert(id !== undefined && why !== undefined, 'a policy has an @id and a @why')
  return { id, effect, why, refusal, text }
}

function readPrincipals(schema: string): PolicySet['principals'] {
  const read = cedar.schemaToJson(schema)
  assert(read.type === 'success', 'the schema parses')
  return new Map(
    Object.entries(read.json['Grein']?.actions ?? {}).map(([action, { appliesTo }]) => [
      action,
      (appliesTo?.principalTypes ?? []).map((type) => `Grein::${type}`),
    ]),
  )
}

function textsOf(policies: ReadonlyMap<string, Policy>): Record<string, string> {
  return Object.fromEntries([...policies].map(([id, { text }]) => [id, text]))
}
