// The trace as a graph from plants at the left to packs at the right, placed by ELK when asked for. Not here: what is gathered (trace-graph.ts).

import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { useEffect, useRef } from 'react'
import type { Trace } from '#chain/contract'
import { useLocale } from '../locale.tsx'
import { chainMessages } from '../messages/chain.ts'
import { Anchor } from '../parts/anchor.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { type GraphEdge, type GraphNode, graphOf, linesOf, sharePercent, type TraceGraph } from './trace-graph.ts'

/** A name of one line and the kind under it; each further line makes a box so much higher. */
const box = { width: 168, height: 44, line: 16 } as const
const lettersMax = 24
/** More parts than these stand on top of each other; the table has them all. */
const labelsMax = 24

type Placed = {
  readonly width: number
  readonly height: number
  readonly nodes: readonly { readonly node: GraphNode; readonly x: number; readonly y: number }[]
  readonly edges: readonly {
    readonly id: string
    readonly path: string
    readonly label: string | null
    readonly x: number
    readonly y: number
  }[]
}

/** ELK is large and slow to load, so it comes with the first graph and its result is kept. */
async function place(graph: TraceGraph, titleOf: (node: GraphNode) => string): Promise<Placed> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js')
  const asked: ElkNode = {
    id: 'trace',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '14',
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.edgeRouting': 'POLYLINE',
    },
    children: graph.nodes.map((node) => ({
      ...{ id: node.id, width: box.width },
      height: box.height + box.line * (linesOf(titleOf(node), lettersMax).length - 1),
    })),
    edges: graph.edges.map(({ from, to }) => ({ id: `${from} ${to}`, sources: [from], targets: [to] })),
  }
  const laid: ElkNode = await new Elk().layout(asked)
  const nodeById = new Map(graph.nodes.map((node) => [node.id, node]))
  const edgeById = new Map(graph.edges.map((edge) => [`${edge.from} ${edge.to}`, edge]))
  const isFew = graph.edges.length <= labelsMax
  return {
    width: laid.width ?? 0,
    height: laid.height ?? 0,
    nodes: (laid.children ?? []).map(({ id, x = 0, y = 0 }) => ({ node: nodeById.get(id)!, x, y })), // ELK gives back the ids it was given.
    edges: (laid.edges ?? []).map(({ id, sections = [] }) => ({
      id,
      label: isFew ? labelOf(edgeById.get(id)) : null,
      ...middleOf(sections[0]),
      path: sections
        .map(({ startPoint, bendPoints = [], endPoint }) =>
          [startPoint, ...bendPoints, endPoint].map(({ x, y }, step) => `${step === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
        )
        .join(''),
    })),
  }
}

/** A part that is all of it says nothing. */
function labelOf(edge: GraphEdge | undefined): string | null {
  if (!edge?.ofChild) return null
  const { value, isTiny } = sharePercent(edge.ofChild)
  return isTiny ? '< 1 %' : value >= 100 ? null : `${Math.round(value)} %`
}

function middleOf(section: { startPoint: Point; endPoint: Point } | undefined): Point {
  if (!section) return { x: 0, y: 0 }
  const { startPoint: a, endPoint: b } = section
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - 4 }
}

type Point = { readonly x: number; readonly y: number }

const placed = (trace: Trace, locale: string, titleOf: (node: GraphNode) => string) =>
  queryOptions({
    queryKey: [
      'trace-placed',
      locale,
      trace.asked.batchId,
      trace.direction,
      trace.nodes.length,
      trace.edges.length,
      trace.whereabouts.length,
    ],
    queryFn: () => place(graphOf(trace), titleOf),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

export function TracePicture({ trace }: { trace: Trace }) {
  const { t, locale } = useLocale(chainMessages)
  const titleOf = ({ names: [first = '', ...others] }: GraphNode) =>
    others.length === 0 ? first : `${first} ${t('trace.more', { count: others.length })}`
  const found = useQuery(placed(trace, locale, titleOf))
  const scrolled = useRef<HTMLElement>(null)
  // Wider than the screen, it begins at what was asked, not at plants six steps before.
  const asked = found.data?.nodes.find(({ node }) => node.isAsked)
  useEffect(() => {
    const place = scrolled.current
    if (place !== null && asked !== undefined) place.scrollLeft = asked.x + (box.width - place.clientWidth) / 2
  }, [asked])
  if (!found.data) return <Waiting lines={5} />
  const { width, height, nodes, edges } = found.data
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture scrolls where it is wider than the screen; by keyboard too.
    <section ref={scrolled} className="gr-trace" aria-label={t('trace.graph')} tabIndex={0}>
      <svg
        className="gr-trace-picture"
        viewBox={`-4 -4 ${width + 8} ${height + 8}`}
        width={width + 8}
        height={height + 8}
        aria-hidden="true"
      >
        <defs>
          <marker
            id="gr-trace-arrow"
            viewBox="0 0 8 8"
            refX="8"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" className="gr-trace-arrow" />
          </marker>
        </defs>
        {edges.map(({ id, path }) => (
          <path key={id} d={path} className="gr-trace-edge" markerEnd="url(#gr-trace-arrow)" />
        ))}
        {edges.map(({ id, label, x, y }) =>
          label ? (
            <text key={id} x={x} y={y} textAnchor="middle" className="gr-trace-share">
              {label}
            </text>
          ) : null,
        )}
        {nodes.map(({ node, x, y }) => (
          <NodeBox key={node.id} node={node} lines={linesOf(titleOf(node), lettersMax)} x={x} y={y} />
        ))}
      </svg>
    </section>
  )
}

type BoxProps = { readonly node: GraphNode; readonly lines: readonly string[]; readonly x: number; readonly y: number }

function NodeBox({ node, lines, x, y }: BoxProps) {
  const { t } = useLocale(chainMessages)
  const below = box.line * (lines.length - 1)
  const drawn = (
    <>
      <rect
        width={box.width}
        height={box.height + below}
        rx="3"
        className={`gr-trace-box gr-trace-${node.kind}${node.isAsked ? ' gr-trace-asked' : ''}`}
      />
      <text className="gr-trace-name">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and two may be the same.
          <tspan key={index} x="10" y={18 + box.line * index}>
            {line}
          </tspan>
        ))}
      </text>
      <text x="10" y={35 + below} className="gr-trace-kind">
        {t(node.kind === 'holder' ? 'trace.holder' : `kind.${node.kind}`)}
      </text>
    </>
  )
  return (
    <g transform={`translate(${x} ${y})`}>
      {node.batchId && !node.isAsked ? (
        <Anchor href={`/batches/${node.batchId}`} tabIndex={-1}>
          {drawn}
        </Anchor>
      ) : (
        drawn
      )}
    </g>
  )
}
