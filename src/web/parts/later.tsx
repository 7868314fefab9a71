// A piece that is fetched when it is first shown: where it cannot be fetched, its place says so and fetches it again at a press, and all that stands around
// it stays, with what was typed there. Not here: how it waits (Suspense, where it is shown), and screens; those come by their address (routes.tsx).
import { CatchBoundary, type ErrorComponentProps } from '@tanstack/react-router'
import { type ComponentType, lazy, useState } from 'react'
import { UnreachableError } from '../http.ts'
import { ProblemNotice } from './problem-notice.tsx'

/** `const Camera = later(async () => (await import('./camera.tsx')).Camera)` */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const fetched = () =>
    lazy(async () => {
      const piece = await load().catch(() => {
        throw new UnreachableError(null)
      })
      return { default: piece }
    }) as ComponentType<Props> // It takes what the piece takes; React's types say so of no piece in general.
  let Piece = fetched() // For all that show it. React keeps a failed one for ever, so then it is made anew.
  return function Later(props: Props) {
    const [tries, setTries] = useState(0)
    const again = () => {
      Piece = fetched()
      setTries((before) => before + 1)
    }
    const Failed = ({ error }: ErrorComponentProps) => {
      if (!(error instanceof UnreachableError)) throw error
      return <ProblemNotice error={error} onRetry={again} />
    }
    return (
      <CatchBoundary getResetKey={() => tries} errorComponent={Failed}>
        <Piece {...props} />
      </CatchBoundary>
    )
  }
}
