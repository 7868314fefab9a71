// The map of the web: modules in the header, their screens at the side. Pure; not here: how it is drawn, and who may do what.
import type { coreMessages } from '../messages/core.ts'

export type TextKey = keyof typeof coreMessages & `nav.${string}`

export type ScreenLink = {
  readonly href: string
  readonly text: TextKey
  /** The permission (Cedar action) without which the screen is of no use; absent: everybody. */
  readonly needs?: string
  /** Which of the counts of `counts.ts` stands behind it. */
  readonly count?: 'batches' | 'exemptions'
}
export type Module = { readonly href: string; readonly text: TextKey; readonly screens: readonly ScreenLink[] }

export const modules: readonly Module[] = [
  {
    href: '/substances',
    text: 'nav.substances',
    screens: [{ href: '/substances', text: 'nav.substances.check' }],
  },
  {
    href: '/batches',
    text: 'nav.chain',
    screens: [
      { href: '/batches', text: 'nav.chain.batches', count: 'batches' },
      { href: '/record', text: 'nav.chain.record' },
    ],
  },
  {
    href: '/exemptions',
    text: 'nav.licensing',
    screens: [{ href: '/exemptions', text: 'nav.licensing.exemptions', count: 'exemptions' }],
  },
  { href: '/verify', text: 'nav.verify', screens: [{ href: '/verify', text: 'nav.verify.check' }] },
  { href: '/reference', text: 'nav.reference', screens: [{ href: '/reference', text: 'nav.reference.all' }] },
]

/** Screens outside the modules that the palette should find. */
export const otherScreens: readonly ScreenLink[] = [
  { href: '/', text: 'nav.start' },
  { href: '/profile', text: 'nav.profile' },
  { href: '/login', text: 'nav.login' },
]

/** The module an address belongs to: the one with a screen that is the address or stands above it. */
export function moduleOf(path: string): Module | null {
  return modules.find(({ screens }) => screens.some(({ href }) => covers(href, path))) ?? null
}

export function covers(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
