// Why a database could not be opened, in words for the operator. Not here: errors while it is open (errors.ts).
import { StartRefused } from '../config/start-refused.ts'
import { databaseError, isConnectionLost } from './errors.ts'
import { roleNames } from './roles.ts'

const role = roleNames.app
const reasons: Readonly<Record<string, ConstructorParameters<typeof StartRefused>[0]>> = {
  '28P01': (say) => say('opening.password'),
  '28000': (say) => say('opening.from-here'),
  '3D000': (say) => say('opening.no-database'),
  '42501': (say) => say('opening.not-a-member', { role }),
  '22023': (say) => say('opening.no-role', { role }),
}

/** The driver says this without a code. */
const noTls = 'The server does not support SSL connections'
const certificateCodes = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_)/

/** The error itself when we cannot say it better. Never prints the address: it holds a password. */
export function explainOpening(error: unknown): unknown {
  const code = databaseError(error)?.code ?? ''
  const reason = reasons[code]
  if (reason) return new StartRefused(reason, { cause: error })
  const other = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (certificateCodes.test(other))
    return new StartRefused((say) => say('opening.certificate', { code: other }), { cause: error })
  if (error instanceof Error && error.message === noTls)
    return new StartRefused((say) => say('opening.no-tls'), { cause: error })
  if (!isConnectionLost(error)) return error
  return new StartRefused((say) => say('opening.silent'), { cause: error })
}
