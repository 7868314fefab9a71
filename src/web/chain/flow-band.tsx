// A band of a flow: its edges in the full colour and a paler body, so that it stands out from the ground and, where two cross, each is seen to its end. Not
// here: where it lies (flow-layout.ts), what it opens.
type Props = {
  readonly tone: string
  readonly path: string
  readonly width: number
  readonly title: string
}

/** Of an edge; a band no wider than both is all edge. */
const edge = 1

export function FlowBand({ tone, path, width, title }: Props) {
  const inner = width - 2 * edge
  return (
    <g className={`gr-flow-band gr-flow-${tone}`}>
      <title>{title}</title>
      <path className="gr-flow-edge" d={path} strokeWidth={width} />
      {inner > 0 ? <path className="gr-flow-body" d={path} strokeWidth={inner} /> : null}
    </g>
  )
}
