// The map of the web: modules in the header, their screens at the side. Pure; not here: how it is drawn, and who may do what.
import type { coreMessages } from '../messages/core.ts'

export type TextKey = keyof typeof coreMessages & `nav.${string}`

export type ScreenLink = {
  readonly href: string
  readonly text: TextKey
  /** Permissions of which one is needed for the screen to be of use: Cedar actions, or a group of them that ends in a colon; absent: everybody. */
  readonly needs?: readonly string[]
  /** Which of the counts of `counts.ts` stands behind it. */
  readonly count?: 'batches'
  /** Screens of one part stand together; between parts there is a line. */
  readonly part?: number
}
export type Module = {
  readonly href: string
  readonly text: TextKey
  readonly screens: readonly ScreenLink[]
  /** Addresses one comes to from these screens, without a line of their own at the side. */
  readonly below?: readonly string[]
}

/** Who may recall watches over what all others have. */
const watches = 'chain:record:recall'

export const modules: readonly Module[] = [
  {
    href: '/substances',
    text: 'nav.substances',
    screens: [
      { href: '/substances', text: 'nav.substances.check' },
      { href: '/substances/batch', text: 'nav.substances.batch' },
      { href: '/ask', text: 'nav.substances.ask' },
      { href: '/law/lists', text: 'nav.substances.lists' },
      { href: '/law/compare', text: 'nav.substances.compare' },
      { href: '/experts', text: 'nav.substances.experts' },
    ],
  },
  {
    href: '/batches',
    text: 'nav.chain',
    below: ['/holders', '/recall-notices', '/flow', '/contents', '/certificates'],
    // What there is, what one does, what is measured, what one watches over: a line between them.
    screens: [
      { href: '/batches', text: 'nav.chain.batches', count: 'batches', needs: ['chain:read-batches'] },
      { href: '/events', text: 'nav.chain.events', needs: ['chain:read-events'] },
      { href: '/rooms', text: 'nav.chain.rooms', needs: ['chain:record:plant', 'chain:trace'] },
      { href: '/ledger', text: 'nav.chain.ledger', needs: ['chain:read-batches'] },
      { href: '/books', text: 'nav.chain.books', needs: ['chain:read-events'] },
      { href: '/day', text: 'nav.chain.day', part: 1, needs: ['chain:record:'] },
      { href: '/record', text: 'nav.chain.record', part: 1, needs: ['chain:record:', 'chain:release'] },
      { href: '/orders', text: 'nav.chain.orders', part: 1, needs: ['chain:read-batches'] },
      { href: '/shipments', text: 'nav.chain.shipments', part: 1, needs: ['chain:read-batches'] },
      { href: '/count', text: 'nav.chain.count', part: 1, needs: ['chain:record:count'] },
      {
        href: '/differences',
        text: 'nav.chain.differences',
        part: 1,
        needs: ['chain:record:settle-difference', watches],
      },
      { href: '/import', text: 'nav.chain.import', part: 1, needs: ['chain:record:count', 'chain:record:test'] },
      { href: '/epcis', text: 'nav.chain.epcis', part: 1, needs: ['chain:record:capture'] },
      { href: '/bench', text: 'nav.chain.bench', part: 2, needs: ['chain:quality:test'] },
      { href: '/quality', text: 'nav.chain.quality', part: 2, needs: ['chain:quality:', watches] },
      { href: '/composition', text: 'nav.chain.composition', part: 2, needs: ['chain:read-batches'] },
      { href: '/recalls', text: 'nav.chain.recalls', part: 3, needs: ['chain:read-batches', 'chain:trace'] },
      { href: '/national', text: 'nav.chain.national', part: 3, needs: ['chain:read-aggregates'] },
      { href: '/retention', text: 'nav.chain.retention', part: 3, needs: ['chain:retention:'] },
    ],
  },
  {
    href: '/exemptions',
    text: 'nav.licensing',
    screens: [
      { href: '/exemptions', text: 'nav.licensing.exemptions', needs: ['licensing:read-exemptions'] },
      { href: '/places', text: 'nav.licensing.places', needs: ['licensing:locate-premises'] },
    ],
  },
  { href: '/verify', text: 'nav.verify', screens: [{ href: '/verify', text: 'nav.verify.check' }] },
  { href: '/reference', text: 'nav.reference', screens: [{ href: '/reference', text: 'nav.reference.all' }] },
]

/** Screens outside the modules that the palette should find. */
export const otherScreens: readonly ScreenLink[] = [
  { href: '/', text: 'nav.start' },
  { href: '/profile', text: 'nav.profile', needs: ['platform:profile'] },
  { href: '/programs', text: 'nav.programs', needs: ['platform:manage-clients'] },
  { href: '/denials', text: 'nav.denials', needs: ['platform:read-denials'] },
  { href: '/login', text: 'nav.login' },
]

/** What is of use with these permissions; the server decides, this only hides what would be refused. */
export function modulesFor(permissions: readonly string[]): readonly Module[] {
  return modules
    .map((module) => ({ ...module, screens: screensFor(module.screens, permissions) }))
    .filter(({ screens }) => screens.length > 0)
    .map((module) => ({ ...module, href: module.screens[0]!.href }))
}

export function screensFor(screens: readonly ScreenLink[], permissions: readonly string[]): readonly ScreenLink[] {
  const has = (need: string) =>
    need.endsWith(':') ? permissions.some((permission) => permission.startsWith(need)) : permissions.includes(need)
  return screens.filter(({ needs }) => !needs || needs.some(has))
}

/** The module an address belongs to: the one with a screen that is the address or stands above it. */
export function moduleOf(path: string, within: readonly Module[] = modules): Module | null {
  return (
    within.find(({ screens, below = [] }) =>
      [...screens.map(({ href }) => href), ...below].some((href) => covers(href, path)),
    ) ?? null
  )
}

/** The one screen an address belongs to: of those above it the nearest. */
export function screenOf(path: string, screens: readonly ScreenLink[]): string | null {
  const above = screens.map(({ href }) => href).filter((href) => covers(href, path))
  return above.reduce<string | null>((best, href) => (best === null || href.length > best.length ? href : best), null)
}

export function covers(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
