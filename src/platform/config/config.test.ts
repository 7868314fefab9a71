// The settings: what fits, what stops the start, and that the reference page says the same. Not here: what settings do.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './read-config.ts'
import { describeConfiguration } from './reference.ts'
import { StartRefused } from './start-refused.ts'

describe('an environment', () => {
  test('without settings gives the defaults, and null for what has none', () => {
    const config = readConfig({ PATH: '/bin', HOME: '/root' })
    expect(config).toMatchObject({
      dataFolder: '.grein',
      port: 8080,
      databaseUrl: null,
      logLevel: 'info',
      isBehindProxy: false,
    })
  })

  test('is read by type, and an empty value counts as left out', () => {
    const config = readConfig({ GREIN_PORT: '9090', GREIN_BEHIND_PROXY: 'true', GREIN_HOST: '' })
    expect([config.port, config.isBehindProxy, config.host]).toEqual([9090, true, '127.0.0.1'])
  })

  test.each([
    [{ GREIN_PROT: '1' }, 'There is no setting GREIN_PROT. Is GREIN_PORT meant?'],
    [{ GREIN_COLOUR_OF_THE_SKY: 'blue' }, 'There is no setting GREIN_COLOUR_OF_THE_SKY.'],
    [{ GREIN_PORT: 'http' }, 'GREIN_PORT is "http", which is not a whole number from 0 to 65535.'],
    [{ GREIN_PORT: '65536' }, 'GREIN_PORT is "65536"'],
    [{ GREIN_PORT: '80.5' }, 'GREIN_PORT is "80.5"'],
    [{ GREIN_BEHIND_PROXY: 'yes' }, 'is not true or false'],
    [{ GREIN_LOG_LEVEL: 'loud' }, 'is not one of fatal, error, warn'],
    [{ GREIN_PUBLIC_URL: 'https://example.org/grein' }, 'without a path'],
  ])('%o stops the start', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message)
    expect(() => readConfig(environment)).toThrow(StartRefused)
  })

  test('names all faults at once, and never repeats a secret', () => {
    const wrong = { GREIN_PORT: '-1', DATABASE_URL: 'mysql://user:hunter2@db/x' }
    expect(() => readConfig(wrong)).toThrow(/GREIN_PORT[\s\S]*DATABASE_URL has a value that is not an address/)
    expect(() => readConfig(wrong)).not.toThrow(/hunter2/)
  })
})

test('docs/reference/configuration.md says what the settings say (npm run generate)', () => {
  const page = join(resolve(import.meta.dirname, '..', '..', '..'), 'docs', 'reference', 'configuration.md')
  expect(existsSync(page) && readFileSync(page, 'utf8')).toBe(describeConfiguration())
})
