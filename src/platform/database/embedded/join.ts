// A second program on a server that a living Grein runs: it comes in by the same socket, and starts, makes and stops nothing.
// Not here: starting the server (server.ts).
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Connection } from '../connection.ts'
import { roleNames } from '../roles.ts'
import { holderOf } from './folder-lock.ts'
import { connectionAs, databaseName, superuser } from './machine.ts'
import { findPlace, type Passwords, passwordsFile } from './place.ts'

export type Joined = { readonly admin: Connection; readonly app: Connection }

/** Whether a database was ever made in this folder; looking changes nothing. */
export function hasEmbedded(folder: string): boolean {
  const path = resolve(folder)
  const place = existsSync(passwordsFile(path)) ? findPlace(path) : null
  return place !== null && existsSync(join(place.data, 'PG_VERSION'))
}

/** The logins of the server that another Grein runs on this folder now; null when none does. */
export function joinEmbedded(folder: string): Joined | null {
  const path = resolve(folder)
  if (!hasEmbedded(path) || holderOf(path) === null) return null
  const place = findPlace(path)
  const passwords = JSON.parse(readFileSync(passwordsFile(path), 'utf8')) as Passwords // Written by `keepPasswords`, once.
  return {
    admin: connectionAs(place, superuser, passwords.admin, databaseName),
    app: connectionAs(place, roleNames.app, passwords.app, databaseName),
  }
}
