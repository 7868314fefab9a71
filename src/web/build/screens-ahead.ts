// Writes ahead.json beside the page: which files each screen needs, so that the server can name them with the page itself and the browser
// fetches them together with the frame. Not here: sending that list (api/pages/static-web.ts), and what a screen asks the API.
import { readFileSync } from 'node:fs'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/** A line of routes.tsx: the address, and the module its screen is loaded from. */
const routeLine = /screen\(\s*'([^']+)',\s*lazyRouteComponent\(\(\) => import\('\.\/([^']+)'\)/g

/** `routes`: the file where every address stands. */
export function screensAhead(routes: string): Plugin {
  return {
    name: 'grein-screens-ahead',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const first = filesOf(bundle, isOfPage)
        const found = [...readFileSync(routes, 'utf8').matchAll(routeLine)].map(([, path, module]) => {
          const files = filesOf(bundle, ({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/web/${module}`) ?? false)
          if (files.size === 0) this.error(`${routes}: no file was built for the screen of ${path}`)
          // The frame's own first: a screen is of no use before it.
          return [path, [...new Set([...first, ...files])].map((file) => `/${file}`)] as const
        })
        if (found.length === 0) this.error(`${routes}: not one screen was recognised`)
        this.emitFile({ type: 'asset', fileName: 'ahead.json', source: JSON.stringify(Object.fromEntries(found)) })
      },
    },
  }
}

/** The chunk index.html begins with. */
export const isOfPage = ({ isEntry, facadeModuleId }: Chunk): boolean =>
  isEntry && (facadeModuleId?.endsWith('/index.html') ?? false)

/** The chunks that are asked for, all they import at once, and the styles of each. */
export function filesOf(bundle: Bundle, isAsked: (chunk: Chunk) => boolean): Set<string> {
  const files = new Set<string>()
  const add = (chunk: Chunk) => {
    if (files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    for (const name of chunk.imports) {
      const next = bundle[name]
      if (next?.type === 'chunk') add(next)
    }
  }
  for (const file of Object.values(bundle)) if (file.type === 'chunk' && isAsked(file)) add(file)
  return files
}
