// The drawing of what was judged: by the server, or by this device when the answer was made here and nothing may be sent. Not here: marks.
import { queryOptions } from '@tanstack/react-query'
import type { SubstanceAnswer } from '#law/contract'
import { drawnByServer } from '../parts/molecule.tsx'
import type { DrawnMolecule } from '../parts/molecule-geometry.ts'
import type { Answered } from './queries.ts'

export const pictureOf = (drawn: SubstanceAnswer['drawing'], madeAt: Answered['madeAt']) =>
  queryOptions({
    queryKey: ['drawing', drawn?.structure ?? '', madeAt],
    queryFn: async ({ signal, client }): Promise<DrawnMolecule | null> => {
      if (drawn === null) return null
      if (madeAt === 'here') return (await import('./here/draw.ts')).drawnHere(drawn)
      return drawnByServer(drawn.structure, client, signal)
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled: drawn !== null,
  })
