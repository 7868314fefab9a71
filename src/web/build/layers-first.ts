// Opens every built style sheet with the order of the layers: sheets load with their screens, in any order, and the first to
// name a layer would otherwise decide. Not here: the layers themselves.
import type { Plugin } from 'vite'

/** `still` comes last so that "no motion" wins; `print` before it. */
export const layerOrder = '@layer base,parts,shell,screens,print,still;'

export function layersFirst(): Plugin {
  return {
    name: 'grein-layers-first',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = layerOrder + String(file.source)
      }
    },
  }
}
