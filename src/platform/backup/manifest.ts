// What stands in a backup, so that a restore can check it before it believes it. Not here: reading and writing archives.
import { OneOf, type Static, Strict, Type } from '#kernel'

export const manifestName = 'manifest.json'

const Parts = Type.Array(
  Strict({
    name: Type.String(),
    size: Type.Integer({ minimum: 0 }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  }),
)

/** The last part of the archive: everything before it, with its hash. */
export const Manifest = Strict({
  format: OneOf(['grein-backup/1']),
  madeAt: Type.String(),
  server: Type.String({ description: 'version of PostgreSQL' }),
  jobVersion: Type.Union([Type.Integer(), Type.Null()]),
  migrations: Type.Array(
    Strict({ module: Type.String(), number: Type.Integer(), name: Type.String(), sha256: Type.String() }),
  ),
  partitions: Type.Array(
    Strict({ schema: Type.String(), name: Type.String(), parent: Type.String(), bound: Type.String() }),
  ),
  sequences: Type.Array(
    Strict({ schema: Type.String(), name: Type.String(), lastValue: Type.String(), isCalled: Type.Boolean() }),
  ),
  tables: Type.Array(
    Strict({
      schema: Type.String(),
      name: Type.String(),
      columns: Type.Array(Type.String()),
      rows: Type.Integer({ minimum: 0 }),
      parts: Parts,
    }),
  ),
  files: Type.Array(Strict({ folder: Type.String(), path: Type.String(), mode: Type.Integer(), parts: Parts })),
})
export type Manifest = Static<typeof Manifest>
