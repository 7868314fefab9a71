// Every refusal the HTTP shell itself can give, in order of precedence. Not here: refusals of the rooms behind it, and HTTP statuses (problem.ts).
import { absent, defineProblems, invalid, tooLarge, tooMany, unavailable } from '#kernel'

export const apiProblems = defineProblems('api', {
  stopping: unavailable({
    title: { nl: 'De server stopt', en: 'The server is stopping' },
    detail: () => ({
      nl: 'Deze server stopt en neemt niets meer aan. Probeer het over enkele seconden opnieuw; wat u stuurde, is niet verwerkt.',
      en: 'This server is stopping and takes no more work. Try again in a few seconds; what you sent was not processed.',
    }),
  }),
  'too-many-requests': tooMany<{ seconds: number }>({
    title: { nl: 'Te veel verzoeken', en: 'Too many requests' },
    detail: ({ seconds }) => ({
      nl: `U stuurt meer verzoeken dan deze server van één gebruiker aanneemt. Wacht ${seconds} seconden en ga dan verder.`,
      en: `You send more requests than this server takes from one user. Wait ${seconds} seconds, then go on.`,
    }),
  }),
  'request-unreadable': invalid({
    title: { nl: 'Dit is geen leesbaar HTTP-verzoek', en: 'This is not a readable HTTP request' },
    detail: () => ({
      nl: 'De regel of de koppen van het verzoek volgen HTTP niet. Controleer het programma dat het stuurde.',
      en: 'The request line or its headers do not follow HTTP. Check the program that sent it.',
    }),
  }),
  'headers-too-large': tooLarge({
    title: { nl: 'De koppen zijn te groot', en: 'The headers are too large' },
    detail: () => ({
      nl: 'De koppen van dit verzoek zijn samen groter dan 16 KiB. Wis oude cookies van deze site, of stuur minder mee.',
      en: 'The headers of this request are larger than 16 KiB together. Delete old cookies of this site, or send less.',
    }),
  }),
  'no-such-route': absent({
    title: { nl: 'Dit adres bestaat niet', en: 'There is no such address' },
    detail: () => ({
      nl: 'De API heeft dit adres niet. Alle adressen staan in /openapi.json.',
      en: 'The API has no such address. All addresses are in /openapi.json.',
    }),
  }),
  'no-such-thing': absent({
    title: { nl: 'Niet gevonden', en: 'Not found' },
    detail: () => ({
      nl: 'Dit bestaat niet, of het is niet van u. Ga terug naar de lijst en kies het daar.',
      en: 'This does not exist, or it is not yours. Go back to the list and choose it there.',
    }),
  }),
  'method-not-offered': invalid<{ allowed: string }>({
    title: { nl: 'Dit kan niet op dit adres', en: 'This address does not offer that method' },
    detail: ({ allowed }) => ({
      nl: `Op dit adres kan alleen: ${allowed}.`,
      en: `This address offers only: ${allowed}.`,
    }),
  }),
  'not-acceptable': invalid<{ offered: string }>({
    title: { nl: 'Dat antwoord is er niet', en: 'There is no such form of the answer' },
    detail: ({ offered }) => ({
      nl: `Dit adres antwoordt als ${offered}. Vraag dat in de kop Accept, of laat die kop weg.`,
      en: `This address answers as ${offered}. Ask for that in the Accept header, or leave the header out.`,
    }),
  }),
  'content-type': invalid<{ offered: string }>({
    title: { nl: 'Dit soort inhoud wordt hier niet gelezen', en: 'This kind of content is not read here' },
    detail: ({ offered }) => ({
      nl: `Stuur ${offered}, in UTF-8, en noem dat in de kop Content-Type.`,
      en: `Send ${offered}, in UTF-8, and say so in the Content-Type header.`,
    }),
  }),
  'content-encoding': invalid<{ given: string }>({
    title: { nl: 'Ingepakte inhoud wordt hier niet gelezen', en: 'Packed content is not read here' },
    detail: ({ given }) => ({
      nl: `De kop Content-Encoding zegt "${given}". Stuur de inhoud zoals zij is, zonder die kop.`,
      en: `The header Content-Encoding says "${given}". Send the content as it is, without that header.`,
    }),
  }),
  'body-too-large': tooLarge<{ maxBytes: number }>({
    title: { nl: 'Het verzoek is te groot', en: 'The request is too large' },
    detail: ({ maxBytes }) => ({
      nl: `Dit adres leest hooguit ${maxBytes} bytes. Splits wat u stuurt in kleinere delen.`,
      en: `This address reads at most ${maxBytes} bytes. Split what you send into smaller parts.`,
    }),
  }),
  'text-unreadable': invalid<{ where: 'body' | 'address' }>({
    title: { nl: 'De tekst is geen geldige UTF-8', en: 'The text is not valid UTF-8' },
    detail: ({ where }) => ({
      nl: `${where === 'body' ? 'De inhoud' : 'Het adres'} bevat bytes die geen UTF-8 zijn. Sla het bestand op als UTF-8, of codeer de tekens in het adres, en stuur het opnieuw.`,
      en: `The ${where} has bytes that are not UTF-8. Save the file as UTF-8, or encode the characters in the address, and send it again.`,
    }),
  }),
  'json-unreadable': invalid<{ at: number | null }>({
    title: { nl: 'Dit is geen geldige JSON', en: 'This is not valid JSON' },
    detail: ({ at }) => ({
      nl: `De inhoud kan niet als JSON gelezen worden${at === null ? '' : `; het gaat mis bij teken ${at}`}. Herstel dat en stuur het opnieuw.`,
      en: `The content cannot be read as JSON${at === null ? '' : `; it goes wrong at character ${at}`}. Mend that and send it again.`,
    }),
  }),
  'json-too-deep': invalid<{ maxDepth: number }>({
    title: { nl: 'De JSON is te diep genest', en: 'The JSON is nested too deeply' },
    detail: ({ maxDepth }) => ({
      nl: `Er zitten meer dan ${maxDepth} lagen in elkaar. Geen enkel verzoek van deze API heeft er zoveel nodig.`,
      en: `More than ${maxDepth} layers are nested. No request of this API needs that many.`,
    }),
  }),
  'json-key-twice': invalid<{ key: string }>({
    title: { nl: 'Een veld staat er twee keer', en: 'A field is there twice' },
    detail: ({ key }) => ({
      nl: `Het veld "${key}" staat twee keer in hetzelfde object. Welke van de twee geldt, raden wij niet: laat er één weg.`,
      en: `The field "${key}" is twice in the same object. We do not guess which one counts: leave one out.`,
    }),
  }),
  'json-key-refused': invalid<{ key: string }>({
    title: { nl: 'Deze veldnaam mag niet', en: 'This field name is not allowed' },
    detail: ({ key }) => ({
      nl: `Een veld met de naam "${key}" wordt nooit gelezen. Laat het weg.`,
      en: `A field named "${key}" is never read. Leave it out.`,
    }),
  }),
  'parameter-twice': invalid<{ parameter: string }>({
    title: { nl: 'Een parameter staat er twee keer', en: 'A parameter is there twice' },
    detail: ({ parameter }) => ({
      nl: `"${parameter}" staat twee keer in het adres. Geef het één keer.`,
      en: `"${parameter}" is in the address twice. Give it once.`,
    }),
  }),
  'not-as-described': invalid<{
    where: 'body' | 'query' | 'path' | 'header'
    parameters?: readonly { parameter: string; nl: string; en: string }[]
  }>({
    title: { nl: 'Het verzoek past niet op de beschrijving', en: 'The request does not fit its description' },
    detail: ({ where, parameters }) => {
      if (parameters)
        return {
          nl: `In het adres klopt iets niet. ${parameters.map(({ parameter, nl }) => `"${parameter}": ${nl}`).join(' ')}`,
          en: `Something is not right in the address. ${parameters.map(({ parameter, en }) => `"${parameter}": ${en}`).join(' ')}`,
        }
      const place = {
        body: ['in de inhoud', 'in the body'],
        query: ['in de parameters', 'in the parameters'],
        path: ['in het adres', 'in the address'],
        header: ['in de koppen', 'in the headers'],
      }[where]
      return {
        nl: `Er klopt iets niet ${place[0]}. Elk punt staat hieronder; de beschrijving staat in /openapi.json.`,
        en: `Something is not right ${place[1]}. Each point is below; the description is in /openapi.json.`,
      }
    },
  }),
  'cursor-unreadable': invalid({
    title: { nl: 'Deze plaats in de lijst is niet leesbaar', en: 'This place in the list is not readable' },
    detail: () => ({
      nl: 'De cursor hoort niet bij deze lijst. Begin bij de eerste bladzijde en volg de link "next".',
      en: 'The cursor does not belong to this list. Begin at the first page and follow the link "next".',
    }),
  }),
  'key-malformed': invalid({
    title: { nl: 'De sleutel van dit verzoek is niet bruikbaar', en: 'The key of this request is of no use' },
    detail: () => ({
      nl: 'Een Idempotency-Key is 8 tot 80 letters, cijfers, streepjes of lage streepjes, bijvoorbeeld een UUID. Maak er een per opdracht.',
      en: 'An Idempotency-Key is 8 to 80 letters, digits, hyphens or underscores, a UUID for example. Make one for each request.',
    }),
  }),
  'web-not-built': absent({
    title: { nl: 'De schermen zijn er niet', en: 'The screens are not here' },
    detail: () => ({
      nl: 'Deze server heeft alleen de API, want de schermen zijn niet gebouwd. Voer "npx grein build" uit en laad deze bladzijde opnieuw.',
      en: 'This server has the API only, because the screens were not built. Run "npx grein build" and load this page again.',
    }),
  }),
})
