// The address in a problem's `type` can be opened: what the problem means, for a person or a program. Not here: the problem of a request.
import { type Locale, locales, OneOf, refuseNow, Strict, Type } from '#kernel'
import { type KnownProblem, knownProblems } from './all-problems.ts'
import { preferred } from './negotiate.ts'
import { apiProblems } from './problems.ts'
import type { App } from './request-context.ts'

const Params = Strict({
  room: Type.String({ pattern: '^[a-z]{1,20}$' }),
  code: Type.String({ pattern: '^[a-z-]{1,60}$' }),
})

export const ProblemMeaning = Strict({
  type: Type.String(),
  status: Type.Integer(),
  title: Strict({ nl: Type.String(), en: Type.String() }),
  meaning: Strict({ nl: Type.String(), en: Type.String() }),
  basis: Type.Array(Type.String()),
})

/** What a kind of refusal asks of whoever gets it, beside the text of the refusal itself. */
export const meanings: Record<KnownProblem['kind'], Record<Locale, string>> = {
  invalid: {
    nl: 'Wat u stuurde kan zo niet kloppen. Verander het en stuur het opnieuw; ongewijzigd geeft het hetzelfde antwoord.',
    en: 'What you sent cannot be right as it is. Change it and send it again; unchanged it gets the same answer.',
  },
  unauthenticated: {
    nl: 'Wij weten niet wie u bent. Log in, of stuur een geldig token mee.',
    en: 'We do not know who you are. Log in, or send a valid token.',
  },
  forbidden: {
    nl: 'De wet of uw rol staat dit niet toe. Onder "basis" staan de artikelen.',
    en: 'The law or your role does not allow this. The articles are under "basis".',
  },
  absent: {
    nl: 'Dit bestaat niet, of het is niet van u; wij zeggen niet welk van de twee.',
    en: 'This does not exist, or it is not yours; we do not say which.',
  },
  conflict: {
    nl: 'De stand van zaken laat dit niet toe. Kijk hoe het er nu voor staat en probeer het dan opnieuw.',
    en: 'The state of things does not allow this. See how things stand now, then try again.',
  },
  gone: { nl: 'Dit was er, en is gewist.', en: 'This was here, and was erased.' },
  undecidable: {
    nl: 'Hierop is geen ja of nee te geven: er ontbreekt een feit, een oordeel of een wettekst.',
    en: 'This cannot be answered yes or no: a fact, a judgement or a text of law is missing.',
  },
  'too-large': { nl: 'Dit is te groot. Deel het op.', en: 'This is too large. Divide it.' },
  'too-many': {
    nl: 'Dit zijn te veel verzoeken. Wacht het aantal seconden in de kop Retry-After.',
    en: 'These are too many requests. Wait the number of seconds in the header Retry-After.',
  },
  unavailable: {
    nl: 'Nu even niet. Stuur hetzelfde, met dezelfde sleutel, na het aantal seconden in de kop Retry-After.',
    en: 'Not right now. Send the same, with the same key, after the number of seconds in the header Retry-After.',
  },
  bug: {
    nl: 'Een fout in Grein zelf. Noem het nummer bij "instance"; in het antwoord staat met opzet niets meer.',
    en: 'A fault in Grein itself. Name the number at "instance"; the answer says no more on purpose.',
  },
}

export function mountProblemPages(app: App): void {
  app.get<{ Params: { room: string; code: string } }>(
    '/problems/:room/:code',
    {
      schema: {
        operationId: 'problemMeaning',
        tags: ['platform'],
        summary: 'What a type of problem means',
        params: Params,
        querystring: Strict({ lang: Type.Optional(OneOf(locales)) }),
        response: { 200: { description: 'The answer.', content: { 'application/json': { schema: ProblemMeaning } } } },
      },
    },
    async (request, reply) => {
      const code = `${request.params.room}/${request.params.code}`
      const found = knownProblems.find((problem) => problem.code === code)
      if (!found) return refuseNow(apiProblems['no-such-route'], {})
      const form = preferred(request.headers.accept, ['application/json', 'text/html'])
      const { lang } = request.query as { lang?: Locale } // Checked by the schema above.
      if (form === 'text/html') {
        const page = pageOf(found, lang ?? request.locale)
        return reply
          .type('text/html; charset=utf-8')
          .serializer((text: string) => text)
          .send(page)
      }
      const { status, title, basis, kind } = found
      return { type: `/problems/${code}`, status, title, meaning: meanings[kind], basis: [...basis] }
    },
  )
}

/** A plain page without script or style of its own: it must be readable where nothing else works. Its texts are ours alone. */
function pageOf({ code, status, title, kind, basis }: KnownProblem, locale: Locale): string {
  const words = {
    nl: { status: 'HTTP-status', basis: 'Artikelen', back: 'Naar Grein' },
    en: { status: 'HTTP status', basis: 'Articles', back: 'To Grein' },
  }[locale]
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title[locale])} · Grein</title></head>
<body>
<main>
<h1>${escapeHtml(title[locale])}</h1>
<p>${escapeHtml(meanings[kind][locale])}</p>
<dl>
<dt>${words.status}</dt><dd>${status}</dd>
<dt>type</dt><dd><code>/problems/${escapeHtml(code)}</code></dd>
${basis.length > 0 ? `<dt>${words.basis}</dt><dd>${basis.map(escapeHtml).join(', ')}</dd>` : ''}
</dl>
<p><a href="/">${words.back}</a></p>
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
