// Which files the screen behind an address needs, as the build wrote it down: named with the page, they travel while its first script is
// still being read. Not here: writing that list (web/build/screens-ahead.ts), and serving the files (static-web.ts).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The Link header for the page at an address (its path alone), or null where nothing is known of it. */
export type Ahead = (path: string) => string | null

const nothing: Ahead = () => null

/** Reads `ahead.json` of the built screens once; a build without it is slower by a round trip and nothing else. */
export function readAhead(webFolder: string | null): Ahead {
  const file = webFolder === null ? null : join(webFolder, 'ahead.json')
  if (file === null || !existsSync(file)) return nothing
  const screens: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(file, 'utf8'))
  const links = Object.entries(screens).map(([address, files]) => ({
    pattern: new RegExp(`^${address.replace(/\$[^/]+/g, '[^/]+')}/?$`),
    isExact: !address.includes('$'),
    header: files.map(linkTo).join(', '),
  }))
  // `/experts/new` is a screen of its own, and not the expert of that name.
  links.sort((one, other) => Number(other.isExact) - Number(one.isExact))
  return (path) => links.find(({ pattern }) => pattern.test(path))?.header || null
}

const linkTo = (file: string) =>
  file.endsWith('.css') ? `<${file}>; rel=preload; as=style; crossorigin` : `<${file}>; rel=modulepreload`
