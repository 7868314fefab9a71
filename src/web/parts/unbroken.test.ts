// A day in running text does not break, and the text stays what it was. Not here: how it looks.
import { isValidElement, type ReactNode } from 'react'
import { expect, test } from 'vitest'
import { unbroken } from './unbroken.tsx'

const pieces = (said: ReactNode) =>
  (said as readonly ReactNode[]).map((piece) =>
    isValidElement<{ children: string }>(piece) ? `[${piece.props.children}]` : piece,
  )

test('days and moments stand in one piece, and nothing is lost between them', () => {
  expect(pieces(unbroken('Van 01-02-2026 tot en met 23-11-2026 02:07, B-2026-0003.'))).toEqual([
    'Van ',
    '[01-02-2026]',
    ' tot en met ',
    '[23-11-2026 02:07]',
    ', B-2026-0003.',
  ])
})

test('what has no day in it is what it was', () => {
  for (const said of ['BRC-26-A047', '', null, 7]) expect(unbroken(said)).toBe(said)
})
