// How the web is built: into dist/web hashed files, one chunk per screen, nothing inline; into dist/web-server what draws an answer before any of
// them is read (`build.ssr`). Not here: the server that serves it.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'vite'
import { contentSecurityPolicy } from './src/web/build/content-security-policy.ts'
import { drawnPage } from './src/web/build/drawn-page.ts'
import { layersFirst } from './src/web/build/layers-first.ts'
import { nothingLater } from './src/web/build/nothing-later.ts'
import { onlyOurLocales } from './src/web/build/only-our-locales.ts'
import { precompress } from './src/web/build/precompress.ts'
import { screensAhead } from './src/web/build/screens-ahead.ts'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * What every page needs comes in two files: libraries, which change seldom, and our frame. Left alone, the bundler makes thirty
 * small ones, which travel slower and compress worse.
 */
const firstPage = [
  {
    name: 'libraries',
    test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(?:history|query-core|react-query|react-router|react-store|router-core|store))\//,
  },
  {
    name: 'frame',
    test: /src\/web\/(law\/ask-server|shell\/(?!palette-dialog|account-menu-open|unfinished|session-ended|shell-dialog)|messages\/core|(http|queries|locale)\.tsx?|theme\/|parts\/(alert|anchor|article|badge|button-look|empty|forbidden|icon|link|link-button|problem-notice|toast|waiting)\.)|src\/kernel\/(assert|day|mass|messages)\.ts/,
  },
]

const forBrowsers: UserConfig = {
  root: folder('./src/web'),
  plugins: [
    react(),
    onlyOurLocales(),
    layersFirst(),
    precompress(),
    screensAhead(folder('./src/web/routes.tsx')),
    drawnPage({ screen: '/src/web/law/check-screen.tsx', start: '/src/web/after-paint.ts' }),
  ],
  build: {
    outDir: folder('./dist/web'),
    emptyOutDir: false, // A running server keeps its files; cli/build-web.ts takes old ones away.
    // Browsers that know light-dark() and top-level await; Temporal is brought along where it is missing.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    assetsInlineLimit: 0, // The content security policy allows no data: addresses for fonts and pictures.
    // What a screen is made of stands in ahead.json and not in the first page as well, where the names alone weigh 2 kB.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'js' ? files.filter((name) => name.endsWith('.css')) : files,
    },
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: [folder('./src/web/index.html'), folder('./src/web/after-paint.ts')],
      // Our own files do nothing when loaded, so a schema nobody in the browser reads is left out.
      treeshake: { moduleSideEffects: (id) => !/\/src\/(kernel|platform|law|licensing|chain)\//.test(id) },
      output: { codeSplitting: { groups: firstPage } },
    },
  },
  // Workers are modules too: they bring the calendar along where it is missing, in a file of its own.
  worker: { format: 'es' },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': contentSecurityPolicy } },
}

/** One file without anything beside it, made as for a browser: what the server draws is what the browser would have drawn. */
const forServer: UserConfig = {
  root: folder('./src/web'),
  plugins: [react(), onlyOurLocales(), nothingLater()],
  ssr: { target: 'webworker', noExternal: true },
  define: { 'process.env.NODE_ENV': '"production"', self: 'globalThis' },
  build: {
    ssr: folder('./src/web/drawn/draw.tsx'),
    outDir: folder('./dist/web-server'),
    emptyOutDir: false,
    target: 'node26',
    minify: true,
    rolldownOptions: { output: { entryFileNames: 'draw.js' } },
  },
}

export default defineConfig(({ isSsrBuild }) => (isSsrBuild ? forServer : forBrowsers))
