// The table in ARCHITECTURE.md, the project references and the imports say the same. Not here: what the rooms do.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesUnder, root } from './files.ts'

type Room = string

function tableOfRooms(): Map<Room, readonly Room[]> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const rows = text.matchAll(/^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \|$/gm)
  return new Map([...rows].map(([, room, list]) => [room!, list!.trim() === '–' ? [] : list!.trim().split(', ')]))
}

const table = tableOfRooms()
const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

test('every room stands in the table, and every row is a room', () => {
  expect([...table.keys()].sort()).toEqual(rooms.sort())
})

describe.each(rooms)('%s', (room) => {
  test('has the references the table gives it', () => {
    const { references } = JSON.parse(readFileSync(join(root, 'src', room, 'tsconfig.json'), 'utf8')) as {
      references: { path: string }[]
    }
    expect(references.map(({ path }) => path.replace('../', ''))).toEqual(table.get(room))
  })

  test('imports other rooms by their face alone, and only those it may', () => {
    const faults: string[] = []
    for (const file of filesUnder(join('src', room), /\.tsx?$/)) {
      for (const [, target] of file.text.matchAll(/(?:from|import)\s*\(?\s*'(#[a-z/-]+|\.\.\/[^']*)'/g)) {
        const other = target!.startsWith('#') ? target!.slice(1).split('/')[0]! : roomOfRelative(file.path, target!)
        if (other === null || other === room) continue
        if (!table.get(room)!.includes(other))
          faults.push(`${file.path} imports ${target}: ${room} may not know ${other}`)
        if (target!.startsWith('.'))
          faults.push(`${file.path} imports ${target}: other rooms only by their face, #${other}`)
        const isPure = ['kernel', 'chemistry', 'statistics', 'law'].includes(other)
        if (room === 'web' && !isPure && !target!.endsWith('/contract'))
          faults.push(`${file.path} imports ${target}: the web knows only contracts`)
      }
    }
    expect(faults).toEqual([])
  })
})

/** The room a relative import ends in, or null when it stays outside `src`. */
function roomOfRelative(from: string, target: string): Room | null {
  const parts = join(from, '..', target).split(/[\\/]/)
  return parts[0] === 'src' ? (parts[1] ?? null) : null
}
