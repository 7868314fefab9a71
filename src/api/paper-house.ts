// A house on paper: enough to mount every route and describe it, nothing behind it. Not for answering requests.
import { assert } from '#kernel'
import { createLogger, createMetrics } from '#platform'
import type { House } from './house.ts'

/** Whatever a route would ask of this house while it answers is a bug: nobody may send it a request. */
export function paperHouse(): House {
  const real: Partial<House> = {
    config: {
      publicUrl: new URL('https://grein.example'),
      isBehindProxy: false,
      captureBytesPerDayMax: 0,
      securityContact: null,
    },
    broker: null,
    webFolder: null,
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics({ withProcess: false }),
    law: unused('law'),
  }
  return new Proxy(real, {
    get(target, name) {
      return name in target ? target[name as keyof House] : unused(String(name))
    },
  }) as House // The proxy answers for every other member, by refusing to be used.
}

function unused<Value extends object>(name: string): Value {
  const refuse = () => assert(false, `a house on paper has no ${name}`)
  return new Proxy(refuse, {
    get: (_, member) => (member === 'corpus' || member === 'toolkit' ? unused(name) : refuse),
  }) as unknown as Value // Only its absence is ever asked for.
}
