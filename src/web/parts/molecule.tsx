// A structure as a drawing, made by the server's chemistry so that the browser need not load any. Not here: marks on it
// (molecule-marked.tsx), drawings made on this device (law/here/draw.ts), and editing (law/structure-editor.tsx).
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { request } from '../http.ts'
import { session } from '../queries.ts'
import type { DrawnMolecule } from './molecule-geometry.ts'
import { MoleculeSlot } from './molecule-slot.tsx'
import './molecule.css'

/** Sent as a body: a structure is nobody's business who keeps a list of addresses asked for. */
export async function drawnByServer(structure: string, client: QueryClient, signal: AbortSignal) {
  const { csrfToken } = await client.ensureQueryData(session)
  const body = { structure }
  return request<DrawnMolecule | null>('/v1/substances/drawing', { method: 'POST', body, csrfToken, signal })
}

const drawing = (structure: string) =>
  queryOptions({
    queryKey: ['drawing', structure],
    queryFn: ({ signal, client }) => drawnByServer(structure, client, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** `label` says in words what is drawn: the name of the substance, never "structure" alone. */
export function Molecule({ structure, label }: { structure: string | null; label: string }) {
  const drawn = useQuery({ ...drawing(structure ?? ''), enabled: structure !== null })
  if (structure !== null && drawn.isPending) return <MoleculeSlot label={label} drawing="waiting" />
  const molecule = structure === null ? null : (drawn.data ?? null)
  return <MoleculeSlot label={label} drawing={molecule && <DrawnSvg svg={molecule.svg} width={molecule.width} />} />
}

const svgSpace = 'http://www.w3.org/2000/svg'
const drawnElements = new Set(['svg', 'g', 'path', 'ellipse', 'circle', 'line', 'polygon', 'text', 'tspan', 'title'])

/** Our server's drawing, taken in element by element: nothing but shapes passes, whatever the answer held. */
export function DrawnSvg({ svg, viewBox, width }: { svg: string; viewBox?: string; width?: number }) {
  const slot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    const isDrawing = [read, ...read.querySelectorAll('*')].every(
      (element) =>
        element.namespaceURI === svgSpace &&
        drawnElements.has(element.localName) &&
        [...element.attributes].every(
          ({ name }) => !name.startsWith('on') && !name.endsWith('href') && name !== 'style',
        ),
    )
    const drawn = document.importNode(read, true)
    // The slot is the picture and has its name; the shapes in it say nothing more.
    drawn.removeAttribute('role')
    drawn.setAttribute('aria-hidden', 'true')
    if (viewBox) drawn.setAttribute('viewBox', viewBox)
    if (width) drawn.setAttribute('width', String(width))
    slot.current?.replaceChildren(...(isDrawing ? [drawn] : []))
  }, [svg, viewBox, width])
  return <div className="gr-molecule-drawn" ref={slot} />
}
