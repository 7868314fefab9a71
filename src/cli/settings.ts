// The configuration of a command: the environment, with what the arguments say on top. Not here: the settings themselves (platform/config).
import { type Config, readConfig } from '#platform'
import { type Given, numberIn, textIn } from './command.ts'

/** An argument wins over the environment, for whoever types it means it. */
export function configOf(given: Given): Config {
  const config = readConfig(given.environment)
  return {
    ...config,
    dataFolder: textIn(given, 'data') ?? config.dataFolder,
    port: numberIn(given, 'port', { from: 0, until: 65_535, absent: config.port, isWhole: true }),
  }
}

export const dataOption = { type: 'string', value: '<folder>', about: 'serve.data' } as const
