// The modules that are of use to this reader; until it is known who reads, those for everybody. Not here: the map; see navigation.ts.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { session } from '../queries.ts'
import { type Module, modulesFor, otherScreens, type ScreenLink, screensFor } from './navigation.ts'

export function useModules(): readonly Module[] {
  const { data } = useQuery(session)
  return useMemo(() => modulesFor(data?.permissions ?? []), [data])
}

/** As the modules: what the palette finds besides their screens. */
export function useOtherScreens(): readonly ScreenLink[] {
  const { data } = useQuery(session)
  return useMemo(() => screensFor(otherScreens, data?.permissions ?? []), [data])
}
