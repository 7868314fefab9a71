// Which user PostgreSQL runs as: it refuses to be root, so as root we step down. Not here: PostgreSQL's own roles.
import { chownSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { StartRefused } from '../../config/start-refused.ts'

export type RunAs = { readonly uid: number; readonly gid: number; readonly name: string }

/** In this order: made for it, or made for nothing at all. initdb wants a user that has a name. */
const preferred = ['postgres', 'nobody']

/** The user to step down to, or null when we are an ordinary user and stay who we are. */
export function chooseRunAs(): RunAs | null {
  if (process.getuid?.() !== 0) return stayWhoWeAre()
  const users = readUsers()
  for (const name of preferred) {
    const found = users.find((user) => user.name === name)
    if (found && found.uid !== 0) return found
  }
  throw new StartRefused((say) => say('server.root'))
}

/** initdb wants to know its user's name; in a container that was given a bare number there is none. */
function stayWhoWeAre(): null {
  try {
    userInfo()
    return null
  } catch (cause) {
    throw new StartRefused((say) => say('server.nameless', { user: `${process.getuid?.()}` }), { cause })
  }
}

function readUsers(): RunAs[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) })) // Four fields, one line above.
}

/** Whether that user can walk to `path` and read it. Its own folders count by the owner's rights, others by everybody's. */
export function canReach(path: string, runAs: RunAs | null): boolean {
  if (runAs === null) return true
  for (let current = path; ; current = dirname(current)) {
    const { mode, uid, gid } = statSync(current)
    const shift = uid === runAs.uid ? 6 : gid === runAs.gid ? 3 : 0
    const needed = current === path ? 0o5 : 0o1 // read and run the file or list the folder; walk through the rest
    if (((mode >> shift) & needed) !== needed) return false
    if (dirname(current) === current) return true
  }
}

/** Gives a folder or file to that user. */
export function giveTo(path: string, runAs: RunAs | null): void {
  if (runAs !== null) chownSync(path, runAs.uid, runAs.gid)
}
