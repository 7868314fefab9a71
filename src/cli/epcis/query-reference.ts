// The query language of EPCIS name by name, with the test that proves each: made from the table that reads them. Not here: that table (chain).
import { type NameOfLanguage, namesOfLanguage } from '#chain'

const folder = 'src/chain/epcis/query'

/** Which test shows what a name does beside those that go over all of them; by the beginning of the name. */
const proofs: readonly (readonly [starts: RegExp, step: string])[] = [
  [/^(GE|LT)_recordTime$/, 'TCR-53, 2'],
  [/^EXISTS_sensorElement(List)?$/, 'TCR-53, 3'],
  [/^(EQ|GE|LT)_time$/, 'TCR-53, 4, 27 and 28'],
  [/^(GE|LT)_startTime$/, 'TCR-53, 5'],
  [/^(GE|LT)_endTime$/, 'TCR-53, 6'],
  [/^EQ_type$/, 'TCR-53, 7'],
  [/^EQ_deviceID$/, 'TCR-53, 8, 27 and 28'],
  [/^EQ_dataProcessingMethod$/, 'TCR-53, 9, 27 and 28'],
  [/^EQ_(deviceMetadata|rawData)$/, 'TCR-53, 27 and 28'],
  [/^EQ_microorganism$/, 'TCR-53, 10'],
  [/^EQ_chemicalSubstance$/, 'TCR-53, 11'],
  [/^EQ_bizRules$/, 'TCR-53, 12'],
  [/_value_\{uom\}$/, 'TCR-53, 13 and 26'],
  [/_minValue_\{uom\}$/, 'TCR-53, 14'],
  [/_maxValue_\{uom\}$/, 'TCR-53, 15'],
  [/_meanValue_\{uom\}$/, 'TCR-53, 16'],
  [/^EQ_stringValue$/, 'TCR-53, 17'],
  [/^EQ_booleanValue$/, 'TCR-53, 18'],
  [/^EQ_hexBinaryValue$/, 'TCR-53, 19'],
  [/^EQ_uriValue$/, 'TCR-53, 20'],
  [/^EQ_SENSORELEMENT_/, 'TCR-53, 21'],
  [/^EQ_SENSORMETADATA_/, 'TCR-53, 22'],
  [/^EQ_SENSORREPORT_/, 'TCR-53, 23'],
  [/_sDev_\{uom\}$/, 'TCR-53, 24'],
  [/_(percRank|percValue_\{uom\})$/, 'TCR-53, 25'],
  [/^WD_/, '`places.test.ts`, `epcis-query.test.ts`'],
  [/^(HASATTR|EQ_ATTR)_/, '`epcis-query.test.ts`'],
  [/^(orderBy|orderDirection|eventCountLimit|maxEventCount)$/, '`epcis-query.test.ts`'],
]

export function describeEpcisQueries(): string {
  const names = namesOfLanguage()
  return `# The EPCIS query language, name by name

Made by \`grein generate\` from the table that reads questions; do not edit. Every name of GS1's schema stands here (60 fixed names beside
\`@context\`, 108 patterns), and the other spellings that its OpenAPI file and its conformance steps use. A name that is not here is
refused (400, \`epcis/query-parameter\`), and so is a value of another kind than a name takes; all faults of a question are told together.

In braces stands what varies: \`{uom}\` a unit of UN/ECE 20, \`{type}\` a word of the CBV or a type of one's own, \`{own}\` a field of one's own by
prefix or whole, \`{field}\` and \`{attribute}\` a field that holds identifiers and an attribute that master data give them. \`*\` is each of a list,
\`**\` whatever stands inside somebody's own field. Several names are met together, several values of one name either way; a \`|\` stands between
them in an address. Values with a unit are compared after conversion.

What proves it: over every name \`${folder}/parse-query.test.ts\` (taken with a value of its kind, heeded, one sign more refused, and this page
held against the schema) and \`${folder}/every-name.test.ts\` (it finds the event that has it, and neither one that has another thing nor one that has
nothing, in the database and in memory alike); over random events and questions \`${folder}/testing/plain-query.property.test.ts\`, against an evaluator of the standard's words; beside
these what the last column names. TCR-53 is \`test/contract/epcis-conformance.test.ts\`, by its steps.

| name | takes | looks at | proven by |
|---|---|---|---|
${names.map(rowOf).join('\n')}

| together | answer |
|---|---|
| \`eventCountLimit\` and \`maxEventCount\` | 400: they exclude each other |
| \`eventCountLimit\` or \`orderDirection\` without \`orderBy\` | 400 |
| more events than \`maxEventCount\` | 413 (\`epcis/query-too-large\`), on the first page; no event is told |
| \`eventCountLimit\` and \`perPage\` | so many over all pages together |
| \`perPage\` | from 1; more than 500 is 500; 0, a sign or a fraction is 400 |
| \`nextPageToken\` of another question, another asker or made up | 400; of a page given back, or after 24 hours, 410 |
| more than 1,000 values, also after places and attributes were looked up; more than 15 seconds | 413 |
`
}

function rowOf({ name, takes, looks }: NameOfLanguage): string {
  const proof = proofs.find(([starts]) => starts.test(name))?.[1] ?? ''
  const where = looks === null ? 'the answer' : looks.split(', ').map((place) => `\`${place}\``)
  return `| \`${name}\` | ${takes} | ${Array.isArray(where) ? where.join(', ') : where} | ${proof} |`
}
