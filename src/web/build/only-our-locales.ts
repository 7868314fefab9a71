// Leaves the languages Grein does not speak out of React Aria's own texts (34 come with it). Not here: our texts; see messages/.
import type { Plugin } from 'vite'

const itsTexts = /\/react-(?:aria|stately|aria-components)\/dist\/.*\/intl\/.*\/([a-z]{2}-[A-Z]{2})\.m?js$/
const ours = new Set(['en-US', 'nl-NL'])

export function onlyOurLocales(): Plugin {
  return {
    name: 'grein-only-our-locales',
    enforce: 'pre',
    load(id) {
      const found = itsTexts.exec(id.split('?')[0] ?? id)
      return found && !ours.has(found[1]!) ? 'export default {}' : null
    },
  }
}
