// `grein registers`: brings in who there is and what they are exempted for, out of a file, and keeps it up to date. Not here: what may stand in the file
// and what a change of it is (licensing).
import { join } from 'node:path'
import { printId } from '#kernel'
import { lineOfSyntaxError, loadCorpus } from '#law/corpus'
import {
  compareRegisters,
  duringImport,
  keepRegisters,
  type RegisterFault,
  RegisterFile,
  type Registers,
  registersFrom,
  whoRuns,
} from '#licensing'
import { type Actor, newTrace, openAdminOf, openGround, systemActor, systemClock, writeAudit } from '#platform'
import type { Command, Given } from '../command.ts'
import { Ending } from '../exit-codes.ts'
import { authorityOf } from '../history.ts'
import { faultOf } from '../may/read-questions.ts'
import { projectRoot } from '../project.ts'
import { configOfExisting, dataOption } from '../settings.ts'
import { textOf } from '../text-of.ts'

/** So many faults are shown; who mends those runs it again. */
const faultsShown = 20

export const registersCommand: Command = {
  name: 'registers',
  about: 'registers.about',
  files: '<registers.json | ->',
  options: {
    check: { type: 'boolean', about: 'registers.check' },
    schema: { type: 'boolean', about: 'registers.schema' },
    authority: { type: 'string', value: '<aut_…>', about: 'history.authority' },
    data: dataOption,
  },
  examples: [
    { line: 'grein registers docs/examples/registers.json --check', about: 'registers.example.check' },
    { line: 'grein registers --schema', about: 'registers.example.schema' },
  ],
  async run(given) {
    const { files, options, terminal, say } = given
    if (options['schema'] === true) {
      terminal.print(registersSchema())
      return 'done'
    }
    const [path] = files
    if (path === undefined || files.length > 1) throw new Ending('usage', say('registers.file-needed'))
    const file = readFileOf(path, await textOf(path, given), given)
    const config = configOfExisting(given)
    const corpus = await loadCorpus(join(projectRoot, 'corpus'))
    await using ground = await terminal.step(say('step.database'), () => openGround(config, { mayJoin: true }))
    await using admin = await openAdminOf(ground.source) // The registers are the authority's: whoever has the strong login acts for it.
    const authorityId = await authorityOf(admin, given)
    const { registers, faults } = registersFrom(file, { authorityId, corpus, today: systemClock.today() })
    endWith(faults, given)
    const actor = systemActor(authorityId, newTrace())
    const isCheck = options['check'] === true
    const keep = () => ground.database.transaction(actor, (tx) => (isCheck ? compare : change)(tx, actor, registers))
    const { changes, faults: later, runs } = await (isCheck ? keep() : duringImport(admin, authorityId, keep))
    endWith(later, given)
    for (const { of, name, id, fields } of changes)
      terminal.print(
        fields.length === 0
          ? say('registers.new', { of, name, id })
          : say('registers.changed', { of, name, id, fields: fields.join(', ') }),
      )
    terminal.print(
      say(isCheck ? 'registers.checked' : 'registers.done', {
        authority: printId('authority', authorityId),
        count: changes.length,
      }),
    )
    if (runs === 'nobody') terminal.say(say('registers.no-authority'))
    if (runs === 'unnumbered') terminal.say(say('registers.no-number'))
    return 'done'
  },
}

type Tx = Parameters<typeof compareRegisters>[0]

async function compare(tx: Tx, actor: Actor, registers: Registers) {
  const minister = registers.parties.find(({ kind }) => kind === 'authority')
  const runs = minister ? (minister.kvk ? 'somebody' : 'unnumbered') : await whoRuns(tx, actor)
  return { ...(await compareRegisters(tx, actor, registers)), runs }
}

async function change(tx: Tx, actor: Actor, registers: Registers) {
  const compared = await compare(tx, actor, registers)
  if (compared.faults.length > 0 || compared.changes.length === 0) return compared
  await keepRegisters(tx, actor, registers)
  for (const { of, id } of compared.changes)
    await writeAudit(tx, actor, { action: 'licensing/keepRegisters', resource: { kind: of, id }, outcome: 'done' })
  return compared
}

/** The published form: what `--schema` prints and docs/reference holds. */
export function registersSchema(): string {
  const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Grein: a file for `grein registers`' }
  return `${JSON.stringify({ ...head, ...RegisterFile }, null, 2)}\n`
}

function readFileOf(path: string, text: string, { say }: Given): RegisterFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const line = lineOfSyntaxError(text, error)
    throw new Ending('data', `${say('file.no-json', { path, line })}\n${say('registers.form')}`)
  }
  const fault = faultOf(RegisterFile, value, say)
  if (fault) throw new Ending('data', `${path}: ${fault}\n${say('registers.form')}`)
  return value as RegisterFile // Just checked.
}

function endWith(faults: readonly RegisterFault[], { say }: Given): void {
  if (faults.length === 0) return
  const lines = faults
    .slice(0, faultsShown)
    .map(({ at, fault, value }) => `${at}: ${say(`registers.fault.${fault}`, { value })}`)
  throw new Ending('data', [...lines, say('registers.nothing', { count: faults.length })].join('\n'))
}
