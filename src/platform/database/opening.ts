// Why a database could not be opened, in words for the operator. Not here: errors while it is open (errors.ts).
import { StartRefused } from '../config/start-refused.ts'
import { databaseError, isConnectionLost } from './errors.ts'
import { roleNames } from './roles.ts'

const reasons: Readonly<Record<string, string>> = {
  '28P01': 'The server refuses the login or its password.',
  '28000': 'The server does not let this login in from here; see its pg_hba.conf.',
  '3D000': 'There is no such database on that server. An administrator makes it: docs/operate/postgresql.md.',
  '42501': `The login is not a member of ${roleNames.app}. Is it the wrong one, or is "grant ${roleNames.app} to …" missing? See docs/operate/postgresql.md.`,
  '22023': `The role ${roleNames.app} does not exist there yet. See docs/operate/postgresql.md, section "Roles".`,
}

const certificateCodes = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_)/

/** The error itself when we cannot say it better. Never prints the address: it holds a password. */
export function explainOpening(error: unknown): unknown {
  const code = databaseError(error)?.code ?? ''
  const reason = reasons[code]
  if (reason) return new StartRefused(`The database cannot be opened. ${reason}`, { cause: error })
  const other = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (certificateCodes.test(other)) {
    return new StartRefused(
      `The database cannot be opened: its certificate is not trusted (${other}). ` +
        'Name the authority that signed it with sslrootcert=… in the address; see docs/operate/postgresql.md, section "TLS".',
      { cause: error },
    )
  }
  if (!isConnectionLost(error)) return error
  return new StartRefused('The database does not answer. Is the server running, and is its address right?', {
    cause: error,
  })
}
