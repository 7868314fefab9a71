// The configuration of a command: the environment, with what the arguments say on top. Not here: the settings themselves (platform/config).
import { resolve } from 'node:path'
import { type Config, hasEmbedded, readConfig } from '#platform'
import { type Given, numberIn, textIn } from './command.ts'
import { Ending } from './exit-codes.ts'

/** An argument wins over the environment, for whoever types it means it. */
export function configOf(given: Given): Config {
  const config = readConfig(given.environment)
  return {
    ...config,
    dataFolder: textIn(given, 'data') ?? config.dataFolder,
    port: numberIn(given, 'port', { from: 0, until: 65_535, absent: config.port, isWhole: true }),
  }
}

/** For what reads a database and would be surprised by a new one: a folder that holds none ends here, and stays as it is. */
export function configOfExisting(given: Given): Config {
  const config = configOf(given)
  const isOwnServer = config.databaseUrl !== null || config.databaseAdminUrl !== null
  if (isOwnServer || hasEmbedded(config.dataFolder)) return config
  throw new Ending('absent', given.say('data.absent', { folder: resolve(config.dataFolder) }))
}

export const dataOption = { type: 'string', value: '<folder>', about: 'serve.data' } as const
