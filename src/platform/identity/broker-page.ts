// The broker's own pages in the demo: plain HTML without script. Not here: which persona may log in, and the protocol.
import type { Locale, Localised } from '#kernel'
import type { DemoPersona } from './demo-persona.ts'

/** Nothing but its own style sheet and its own forms; no script at all. */
export const brokerPagePolicy =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const texts = {
  title: { nl: 'Inloggen bij de voorbeeldmakelaar', en: 'Log in at the example broker' },
  intro: {
    nl: 'Dit is een demonstratie. In het echt staat hier uw inlogmiddel, zoals eHerkenning. Kies hier wie u wilt zijn.',
    en: 'This is a demonstration. In real life your own means of login is here, such as eHerkenning. Choose who you want to be.',
  },
  other: { nl: 'English', en: 'Nederlands' },
  cancel: { nl: 'Niet inloggen', en: 'Do not log in' },
  logoutTitle: { nl: 'Uitloggen bij de voorbeeldmakelaar', en: 'Log out at the example broker' },
  logoutText: {
    nl: 'U bent overal uitgelogd bij Grein. Log ook uit bij de makelaar, zodat de volgende persoon op deze computer niet verder kan als u.',
    en: 'You are logged out of Grein everywhere. Log out at the broker too, so that the next person at this computer cannot go on as you.',
  },
  logoutButton: { nl: 'Uitloggen', en: 'Log out' },
  failedTitle: { nl: 'Inloggen is niet gelukt', en: 'Logging in did not succeed' },
  failedText: {
    nl: 'Deze inlogpoging is verlopen of hoort niet bij deze browser. Begin opnieuw.',
    en: 'This attempt to log in has ended or does not belong to this browser. Start again.',
  },
  failedLink: { nl: 'Naar de startpagina', en: 'To the home page' },
} as const satisfies Record<string, Localised>

type ChooserOf = {
  readonly locale: Locale
  /** The interaction's own path: the forms post to it. */
  readonly action: string
  readonly personas: readonly DemoPersona[]
}

/** Everybody you can be, as buttons: name, organisation, and what there is to do. */
export function chooserPage({ locale, action, personas }: ChooserOf): string {
  const other = locale === 'nl' ? 'en' : 'nl'
  const items = personas.map(
    ({ persona, name, partyName, task }) => `
      <li><button name="persona" value="${escaped(persona)}">
        <strong>${escaped(name)}</strong> <span>${escaped(partyName)}</span>
        <small>${escaped(task[locale])}</small>
      </button></li>`,
  )
  return page(
    locale,
    texts.title[locale],
    `<p>${texts.intro[locale]}</p>
    <p><a href="${escaped(action)}?lang=${other}" lang="${other}" hreflang="${other}">${texts.other[locale]}</a></p>
    <form method="post" action="${escaped(action)}">
      <ul>${items.join('')}
      </ul>
      <button class="quiet" name="cancel" value="yes">${texts.cancel[locale]}</button>
    </form>`,
  )
}

/** `form` is oidc-provider's, with its token against forgery; our button sends it. */
export function logoutPage(locale: Locale, form: string): string {
  return page(
    locale,
    texts.logoutTitle[locale],
    `<p>${texts.logoutText[locale]}</p>
    ${form}
    <button class="main" form="op.logoutForm" name="logout" value="yes">${texts.logoutButton[locale]}</button>`,
  )
}

/** What went wrong is in the log under the trace; a stranger need not read it here. */
export function failedPage(locale: Locale): string {
  return page(
    locale,
    texts.failedTitle[locale],
    `<p>${texts.failedText[locale]}</p>
    <p><a href="/">${texts.failedLink[locale]}</a></p>`,
  )
}

function page(locale: Locale, title: string, content: string): string {
  return `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} – Grein</title>
    <link rel="stylesheet" href="/broker/page.css">
  </head>
  <body>
    <main>
    <h1>${title}</h1>
    ${content}
    </main>
  </body>
</html>
`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** The tokens of the house, spelt out: the broker is another house and does not lean on our theme. */
export const brokerStyle = `:root { color-scheme: light dark; --ink: #16202b; --muted: #4d5b69; --page: #f4f6f8; --panel: #ffffff; --link: #0b5a9e; --main: #1b3a5c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --muted: #a9b6c3; --page: #10171f; --panel: #18222d; --link: #7db8ee; --main: #2b5583; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 "Source Sans 3", system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.75rem; }
a { color: var(--link); display: inline-block; min-height: 1.5rem; }
ul { list-style: none; margin: 1rem 0; padding: 0; display: grid; gap: 0.5rem; }
button { font: inherit; color: inherit; text-align: start; cursor: pointer; min-height: 2.5rem; border-radius: 3px; border: 1px solid var(--muted); background: var(--panel); padding: 0.5rem 0.75rem; overflow-wrap: anywhere; }
li button { inline-size: 100%; }
button strong, button small { display: block; }
button span, button small { color: var(--muted); }
button small { font-size: 0.9375rem; }
button:hover { border-color: var(--ink); box-shadow: inset 3px 0 0 var(--main); }
button.main { background: var(--main); border-color: var(--main); color: #ffffff; }
a:focus-visible, button:focus-visible { outline: 3px solid #000000; outline-offset: 1px; box-shadow: 0 0 0 6px #ffd84d; }
@media (forced-colors: active) { a:focus-visible, button:focus-visible { outline-color: Highlight; } }
`
