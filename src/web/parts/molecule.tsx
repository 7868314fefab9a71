// A structure as a drawing, made by the server's chemistry so that the browser need not load any. Not here: editing; see law/structure-editor.tsx.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { request, withQuery } from '../http.ts'
import { MoleculeSlot } from './molecule-slot.tsx'
import './molecule.css'

const drawing = (smiles: string) =>
  queryOptions({
    queryKey: ['drawing', smiles],
    queryFn: ({ signal }) =>
      request<{ svg: string } | null>(withQuery('/v1/substances/drawing', { smiles }), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** `label` says in words what is drawn: the name of the substance, never "structure" alone. */
export function Molecule({ smiles, label }: { smiles: string | null; label: string }) {
  const drawn = useQuery({ ...drawing(smiles ?? ''), enabled: smiles !== null })
  const svg = smiles === null || drawn.isError ? null : drawn.isPending ? 'waiting' : (drawn.data?.svg ?? null)
  return <MoleculeSlot label={label} drawing={svg === null || svg === 'waiting' ? svg : <Drawn svg={svg} />} />
}

const svgSpace = 'http://www.w3.org/2000/svg'
const drawnElements = new Set(['svg', 'g', 'path', 'ellipse', 'circle', 'line', 'polygon', 'text', 'tspan', 'title'])

/** Our server's drawing, taken in element by element: nothing but shapes passes, whatever the answer held. */
function Drawn({ svg }: { svg: string }) {
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
    slot.current?.replaceChildren(...(isDrawing ? [drawn] : []))
  }, [svg])
  return <div className="gr-molecule-drawn" ref={slot} />
}
