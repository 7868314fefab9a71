// Every refusal of orders, cases, certificates and appointments; of those that apply, the first is the answer. Not here: those of acts.
import { absent, conflict, defineProblems, forbidden, invalid } from '#kernel'

export const qualityProblems = defineProblems('chain', {
  'unknown-quality': absent({
    title: { nl: 'Dit is er niet, of niet voor u.', en: 'This is not there, or not for you.' },
    detail: () => ({
      nl: 'Kijk het nummer na. Wat van een ander is, ziet u hier niet.',
      en: 'Check the number. What is another’s is not shown here.',
    }),
  }),
  'not-qualified': forbidden({
    title: { nl: 'Vrijgeven is aan een bevoegd persoon.', en: 'Release is for a qualified person.' },
    detail: () => ({
      nl: 'Op deze dag is van u geen bevoegdheid vastgelegd. Laat een ketenbeheerder die vastleggen, of laat een bevoegd persoon vrijgeven.',
      en: 'On this day no such capacity of yours is on record. Have a chain manager record it, or have a qualified person release.',
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'release-waits': conflict<{ what: 'order' | 'case'; number: string; state: string }>({
    title: { nl: 'De vrijgave wacht nog op iets.', en: 'The release still waits for something.' },
    detail: ({ what, number, state }) => ({
      nl:
        what === 'order'
          ? `Onderzoek ${number} staat op "${named(stateWords, state).nl}". Wacht tot het laboratorium de uitslag bevestigt${state === 'result' ? '' : ', of trek de opdracht in'}.`
          : state === 'confirmed'
            ? `Afwijkende uitslag ${number} is bevestigd: de uitslag klopt en ligt buiten de specificatie. Keur de partij af.`
            : `Afwijkende uitslag ${number} staat op "${named(stateWords, state).nl}". Verklaar haar en onderzoek opnieuw, of bevestig haar en keur de partij af.`,
      en:
        what === 'order'
          ? `Test order ${number} stands at "${named(stateWords, state).en}". Wait until the laboratory confirms the result${state === 'result' ? '' : ', or withdraw the order'}.`
          : state === 'confirmed'
            ? `Out-of-specification case ${number} is confirmed: the result is right and outside. Reject the batch.`
            : `Out-of-specification case ${number} stands at "${named(stateWords, state).en}". Explain it and test again, or confirm it and reject the batch.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'other-method': conflict<{ analyte: string; method: string; methods: readonly string[] }>({
    title: {
      nl: 'Een uitslag is met een andere methode bepaald dan de specificatie vraagt.',
      en: 'A result was got by another method than the specification asks.',
    },
    detail: ({ analyte, method, methods }) => ({
      nl: `Van ${analyte} is gemeld: ${method}. De specificatie vraagt ${methods.join(' of ')}. Laat het daarmee opnieuw bepalen.`,
      en: `Of ${analyte} was reported: ${method}. The specification asks ${methods.join(' or ')}. Have it tested again by that.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'left-out-already': conflict<{ number: string }>({
    title: {
      nl: 'Deze partij is al buiten de basislijn gelaten.',
      en: 'This batch is left out of the baseline already.',
    },
    detail: ({ number }) => ({
      nl: `Dat staat vast onder ${number}. Neem dat eerst terug als de reden anders is.`,
      en: `That is on record as ${number}. Take that back first if the reason is another.`,
    }),
  }),
  'sets-no-limits': conflict<{ baseline: number }>({
    title: { nl: 'Uit deze partij volgen geen grenzen.', en: 'No limits follow from this batch.' },
    detail: ({ baseline }) => ({
      nl: `Alleen een van de eerste ${baseline} vrijgegeven partijen van een reeks kan buiten de basislijn worden gelaten. Latere partijen worden tegen de grenzen gehouden; geeft er een een signaal, zeg dan bij dat signaal wat het was.`,
      en: `Only one of the first ${baseline} released batches of a series can be left out of the baseline. Later batches are held against the limits; if one signals, say at that signal what it was.`,
    }),
  }),
  'not-left-out': conflict({
    title: {
      nl: 'Deze partij is niet buiten de basislijn gelaten.',
      en: 'This batch is not left out of the baseline.',
    },
    detail: () => ({
      nl: 'Er is niets om terug te nemen. Kijk in de tabel onder de kaart welke partijen zijn weggelaten.',
      en: 'There is nothing to take back. Look in the table under the chart which batches are left out.',
    }),
  }),
  'unknown-certificate': absent<{ number: string }>({
    title: {
      nl: 'Dit certificaat is er niet, of niet meer openbaar.',
      en: 'This certificate is not there, or no longer public.',
    },
    detail: ({ number }) => ({
      nl: `Van ${number} is geen openbaar certificaat. Een certificaat is openbaar tot drie maanden na de houdbaarheid; daarna ziet alleen wie de partij heeft of had het.`,
      en: `There is no public certificate ${number}. A certificate is public until three months after expiry; after that only who has or had the batch sees it.`,
    }),
  }),
  'not-a-sample': invalid({
    title: { nl: 'Dit is geen monster van u.', en: 'This is no sample of yours.' },
    detail: () => ({
      nl: 'Bestel onderzoek van een monster dat u zelf nam. Neem anders eerst een monster van de partij.',
      en: 'Order tests of a sample you took yourself. Otherwise take a sample of the batch first.',
    }),
  }),
  'not-a-laboratory': invalid({
    title: { nl: 'Deze partij is geen laboratorium.', en: 'This party is no laboratory.' },
    detail: () => ({ nl: 'Kies een laboratorium uit de lijst.', en: 'Choose a laboratory from the list.' }),
  }),
  'order-open': conflict<{ number: string }>({
    title: { nl: 'Van dit monster loopt al onderzoek.', en: 'This sample is being tested already.' },
    detail: ({ number }) => ({
      nl: `Opdracht ${number} is nog niet klaar. Wacht op de uitslag, of trek die opdracht eerst in.`,
      en: `Order ${number} is not finished. Wait for its result, or withdraw that order first.`,
    }),
  }),
  'order-has-result': conflict<{ number: string }>({
    title: { nl: 'Een gemelde uitslag blijft staan.', en: 'A result that was reported stays.' },
    detail: ({ number }) => ({
      nl: `Op ${number} is een uitslag gemeld, en die telt mee ook als zij tegenvalt. Laat het laboratorium haar bevestigen, of met een reden verbeteren.`,
      en: `A result was reported on ${number}, and it counts also when it disappoints. Have the laboratory confirm it, or correct it with a reason.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'result-of-order': conflict<{ number: string; state: string }>({
    title: { nl: 'Deze uitslag hoort bij een opdracht.', en: 'This result belongs to an order.' },
    detail: ({ number, state }) => ({
      nl:
        state === 'result'
          ? `Verbeter haar op ${number}, met een reden: daar blijven beide uitslagen staan.`
          : `Zij is op ${number} bevestigd en er kan op vrijgegeven zijn. Laat opnieuw onderzoek bestellen: de nieuwe uitslag spreekt dan, en valt zij buiten de specificatie, dan opent er een zaak.`,
      en:
        state === 'result'
          ? `Correct it on ${number}, with a reason: both results stay there.`
          : `It was confirmed on ${number}, and a batch may have been released on it. Have tests ordered anew: the new result speaks then, and one outside the specification opens a case.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'retest-own': forbidden({
    title: { nl: 'Een ander aanvaardt deze verklaring.', en: 'Another accepts this explanation.' },
    detail: () => ({
      nl: 'Wie zegt waarom een uitslag niet klopt, beslist niet alleen dat hij niet telt. Laat een ander het herhaalde onderzoek bestellen.',
      en: 'Whoever says why a result is wrong does not decide alone that it does not count. Have somebody else order the second test.',
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'retest-lacks': invalid<{ number: string; tests: readonly string[] }>({
    title: {
      nl: 'Wat buiten de specificatie viel, wordt zo niet opnieuw bepaald.',
      en: 'What was outside the specification would not be tested again.',
    },
    detail: ({ number, tests }) => ({
      nl: `${number} gaat over ${tests.join(', ')}. Bestel dat mee, of bevestig de uitslag.`,
      en: `${number} is about ${tests.join(', ')}. Order that too, or confirm the result.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'wrong-step': conflict<{ number: string; state: string }>({
    title: { nl: 'Dit kan nu niet meer, of nog niet.', en: 'This cannot be done now: too late, or too early.' },
    detail: ({ number, state }) => ({
      nl: `${number} staat op "${named(stateWords, state).nl}". Ververs het scherm om te zien wat nu kan.`,
      en: `${number} stands at "${named(stateWords, state).en}". Reload to see what can be done now.`,
    }),
  }),
  'quality-moved-on': conflict({
    title: { nl: 'Iemand was u net voor.', en: 'Someone was just before you.' },
    detail: () => ({
      nl: 'Een ander legde op dit moment een stap vast. Ververs het scherm en kijk of het nog nodig is.',
      en: 'Somebody else recorded a step at this moment. Reload, and see whether it is still needed.',
    }),
  }),
  'not-this-laboratory': forbidden({
    title: { nl: 'Dit is een opdracht aan een ander.', en: 'This order is somebody else’s.' },
    detail: () => ({
      nl: 'Alleen het laboratorium dat de opdracht kreeg, meldt wat het doet; alleen wie haar gaf, trekt haar in.',
      en: 'Only the laboratory it was given to says what it does; only who gave it withdraws it.',
    }),
  }),
  'result-unread': invalid<{ analyte: string; unit: string }>({
    title: { nl: 'Deze uitslag is niet te lezen.', en: 'This result cannot be read.' },
    detail: ({ analyte, unit }) => ({
      nl: `"${analyte}" in "${unit}" staat op die dag in geen tabel van namen en eenheden. Gebruik een naam en eenheid uit de lijst, of laat de tabel (corpus/determinations) aanvullen.`,
      en: `"${analyte}" in "${unit}" is in no table of names and units of that day. Use a name and unit of the list, or have the table (corpus/determinations) completed.`,
    }),
  }),
  'result-undecided': invalid<{ analyte: string; value: string; unit: string }>({
    title: { nl: 'Deze uitslag beslist niets.', en: 'This result decides nothing.' },
    detail: ({ analyte, value, unit }) => ({
      nl: `Minder dan ${value} ${unit} ${analyte}: daarmee is niet te zeggen of het aan de specificatie voldoet. Meet met een methode die zo ver gaat als de grens, of meld het getal zelf.`,
      en: `Less than ${value} ${unit} of ${analyte}: that does not say whether it meets the specification. Measure by a method that reaches as far as the limit, or report the number itself.`,
    }),
  }),
  'results-incomplete': invalid<{ tests: readonly string[] }>({
    title: { nl: 'De uitslag is niet compleet.', en: 'The result is not complete.' },
    detail: ({ tests }) => ({
      nl: `Besteld en niet gemeld: ${tests.join(', ')}. Vul aan, of laat de opdrachtgever de opdracht intrekken en opnieuw geven.`,
      en: `Ordered and not reported: ${tests.join(', ')}. Complete it, or have who ordered withdraw the order and give it anew.`,
    }),
  }),
  'order-first': conflict({
    title: { nl: 'Een uitslag hoort bij een opdracht.', en: 'A result belongs to an order.' },
    detail: () => ({
      nl: 'Een tweede analist moet een uitslag kunnen bevestigen, en dat gaat op een opdracht. Laat wie het monster stuurde onderzoek bestellen en meld de uitslag daarop.',
      en: 'A second analyst must be able to confirm a result, and that goes by an order. Have who sent the sample order tests, and report the result on that.',
    }),
  }),
  'confirm-own': forbidden({
    title: { nl: 'Een ander bevestigt deze uitslag.', en: 'Another confirms this result.' },
    detail: () => ({
      nl: 'Wie een uitslag invoerde, of een programma, bevestigt haar niet. Laat een tweede analist van het laboratorium haar nakijken en bevestigen.',
      en: 'Whoever entered a result does not confirm it, and neither does a program. Have a second analyst of the laboratory check and confirm it.',
    }),
  }),
  'appointment-own': forbidden({
    title: { nl: 'Niemand benoemt zichzelf.', en: 'Nobody appoints themselves.' },
    detail: () => ({ nl: 'Laat een ander de bevoegdheid vastleggen.', en: 'Have somebody else record the capacity.' }),
  }),
  'appointment-days': invalid({
    title: { nl: 'De benoeming eindigt voor zij begint.', en: 'The appointment ends before it begins.' },
    detail: () => ({
      nl: 'De laatste dag ligt niet na de eerste. Verbeter een van beide, of laat het einde open.',
      en: 'The end is not after the first day. Correct one of the two, or leave the end open.',
    }),
  }),
  'appointment-stands': conflict<{ from: string }>({
    title: { nl: 'Deze persoon is al bevoegd.', en: 'This person is qualified already.' },
    detail: ({ from }, say) => ({
      nl: `Er staat een benoeming vanaf ${say.day(from)} die een van deze dagen omvat. Beëindig die eerst, of kies een latere dag.`,
      en: `An appointment from ${say.day(from)} stands that holds on one of these days. End that first, or choose a later day.`,
    }),
  }),
})

export const stateWords: Record<string, { nl: string; en: string }> = {
  ordered: { nl: 'besteld', en: 'ordered' },
  received: { nl: 'ontvangen', en: 'received' },
  'in-test': { nl: 'in onderzoek', en: 'in test' },
  result: { nl: 'uitslag', en: 'result' },
  confirmed: { nl: 'bevestigd', en: 'confirmed' },
  withdrawn: { nl: 'ingetrokken', en: 'withdrawn' },
  open: { nl: 'open', en: 'open' },
  explained: { nl: 'verklaard', en: 'explained' },
  retest: { nl: 'herhaald onderzoek', en: 'second test' },
  issued: { nl: 'uitgegeven', en: 'issued' },
  stands: { nl: 'geldig', en: 'standing' },
  ended: { nl: 'beëindigd', en: 'ended' },
  raised: { nl: 'gemeld', en: 'raised' },
  seen: { nl: 'bekeken', en: 'looked at' },
  running: { nl: 'loopt', en: 'running' },
}
const named = (words: Record<string, { nl: string; en: string }>, key: string) => words[key] ?? { nl: key, en: key }
