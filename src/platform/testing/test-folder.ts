// A folder for one test. Not here: taking it away again; whoever made it does.
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** As root the database runs as another user, who must be able to walk through; nobody else can list what is in it. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'grein-test-'))
  chmodSync(folder, 0o711)
  return folder
}
