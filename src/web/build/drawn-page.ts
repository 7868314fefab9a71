// Writes the page into which the server draws an answer: as index.html, with the styles of its screen within, so that nothing else is waited for,
// and the scripts after it is shown. Not here: filling it in, and its policy for those styles (api/pages/drawn-page.ts).
import type { Plugin, Rolldown } from 'vite'
import { filesOf, isOfPage } from './screens-ahead.ts'

type Places = { readonly screen: string; readonly start: string }

/** Modules of the screen that is drawn, and of the script that begins. The page is for our server alone, which shows it to nobody unfilled. */
export function drawnPage({ screen, start }: Places): Plugin {
  return {
    name: 'grein-drawn-page',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html']
        if (page?.type !== 'asset') return this.error('no index.html was built')
        const of = (module: string) =>
          filesOf(bundle, ({ facadeModuleId }) => facadeModuleId?.endsWith(module) ?? false)
        const first = filesOf(bundle, isOfPage)
        const [application] = first
        const [begin] = of(start)
        if (!application || !begin || of(screen).size === 0) return this.error(`${screen} or ${start} was not built`)
        const files = [...new Set([...first, ...of(screen)])]
        const styles = files
          .filter(isStyle)
          .map((file) => textOf(bundle[file]))
          .join('')
        if (styles.includes('</')) return this.error('a style sheet would end its element')
        const later = files.filter((file) => !isStyle(file)).map((file) => `/${file}`)
        const font = /url\(([^)]+latin-wght[^)]+\.woff2)\)/.exec(styles)?.[1]
        if (font === undefined) return this.error('the styles name no font')
        const head = [
          `<style>${styles}</style>`,
          `<link rel="preload" as="font" type="font/woff2" crossorigin href="${font}">`,
          `<script type="module" crossorigin src="/${begin}" data-then="/${application}" data-with="${later.join(' ')}"></script>`,
        ].join('\n    ')
        const changed = changes(head).reduce((html, [part, by]) => {
          if (!part.test(html)) this.error(`index.html has no ${part}`)
          return html.replace(part, () => by)
        }, textOf(page))
        this.emitFile({ type: 'asset', fileName: 'drawn.html', source: changed })
      },
    },
  }
}

const changes = (head: string): readonly (readonly [RegExp, string])[] => [
  [/^\s*<(script type="module"|link rel="(modulepreload|stylesheet)").*\n/gm, ''],
  [/^\s*<noscript>.*<\/noscript>\n/ms, ''], // Without a script it shows the answer, and a form to ask for another.
  [/<html lang="nl">/, '<html lang="{{locale}}"{{theme}}>'],
  [/<title>.*<\/title>/, '<title>{{title}}</title>'],
  [/ *<\/head>/, `    ${head}\n  </head>`],
  [
    /<div id="app"><\/div>/,
    '<div id="app">{{html}}</div>\n    <script type="application/json" id="drawn">{{seed}}</script>',
  ],
]

const textOf = (file: Rolldown.OutputBundle[string] | undefined) => (file?.type === 'asset' ? String(file.source) : '')
const isStyle = (file: string) => file.endsWith('.css')
