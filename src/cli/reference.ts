// docs/reference/cli.md, written from the commands themselves. Not here: writing the file.
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { helpForAll, helpForOne } from './help.ts'

export function describeCli(commands: readonly Command[]): string {
  const exits = Object.values(exitCodes).map(({ code, en }) => `| ${code} | ${en} |`)
  return [
    '# The command line',
    '',
    '<!-- Generated from src/cli; do not edit. -->',
    '',
    'From a checkout: `npx grein <command>`, or `node bin/grein.mjs <command>`. Help and messages are in Dutch where the system',
    'is (`LANG=nl_NL.UTF-8`), else in English. Results go to standard output, everything else to standard error.',
    '',
    '```text',
    helpForAll(commands, 'en'),
    '```',
    '',
    ...commands.flatMap((command) => [`## ${command.name}`, '', '```text', helpForOne(command, 'en'), '```', '']),
    '## How a command ends',
    '',
    '| code | meaning |',
    '|---|---|',
    ...exits,
    '',
  ].join('\n')
}
