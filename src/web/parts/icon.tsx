// The few signs we draw ourselves, 16 px, in the colour of the text beside them. Never alone: a word or a label goes with each.
import './icon.css'

const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2.2L14.6 13.6H1.4zM8 6.2v3.6M8 11.6v.6',
  info: 'M8 14.2A6.200 6.200 0 1 0 8 1.800a6.200 6.200 0 0 0 0 12.400zM8 7.200v4M8 4.600v.6',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4l-4 4 4 4',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.700 10.700L14 14',
  menu: 'M2 4h12M2 8h12M2 12h12',
  copy: 'M5.500 5.500h8v8h-8zM3 10.500h-.500v-8h8V3',
  file: 'M4 1.500h5l3 3v10H4zM9 1.500v3h3',
  calendar: 'M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v3M10.500 2v3',
  user: 'M8 7.500a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400zM2.500 14c.5-3 2.700-4.500 5.500-4.500s5 1.500 5.500 4.500',
  settings: 'M2 4.500h6M11 4.500h3M2 11.500h3M8 11.500h6M9.500 3v3M6.500 10v3',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.500V8l2.500 1.500',
  lock: 'M3.500 7.500h9v6.500h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  outside: 'M9 2.500h4.500V7M13.500 2.500L7 9M11.500 9.500v4h-9v-9h4',
  hold: 'M5.500 3v10M10.500 3v10',
  move: 'M2 8h11M9.500 4.500L13 8l-3.500 3.500',
  dot: 'M8 8.010V8',
} as const
export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="gr-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
