// Where the browser begins when the answer came drawn with the page: shows that first, and only then fetches and reads the application. Not
// here: how it begins otherwise (main.tsx).

/** A page nobody looks at is given no frames: there is nothing to be shown first. */
const noFrameMs = 500

/** As the build wrote it into the page: what to begin, and what that will need (build/drawn-page.ts). */
const { then = '', with: needs = '' } = document.querySelector<HTMLScriptElement>('script[data-then]')?.dataset ?? {}

let hasBegun = false
function begin(): void {
  if (hasBegun) return
  hasBegun = true
  for (const href of needs.split(' ')) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = href
    document.head.append(link)
  }
  void import(/* @vite-ignore */ then)
}

requestAnimationFrame(() => setTimeout(begin))
setTimeout(begin, noFrameMs)
