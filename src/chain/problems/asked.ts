// Refusals of what was sent: unreadable, not there, of another time, or not for this person. Not here: whether the law lets it (allowed.ts).
import {
  absent,
  conflict,
  defineProblems,
  forbidden,
  formatInstant,
  gone,
  type Instant,
  invalid,
  type PlainDate,
} from '#kernel'
import { recordArticles } from '../contract.ts'

const notThere = {
  nl: 'Controleer het nummer. U ziet alleen wat uw eigen organisatie heeft of had.',
  en: 'Check the number. You see only what your own organisation has or had.',
}

export const askedProblems = defineProblems('chain', {
  'import-unreadable': invalid({
    title: { nl: 'Dit bestand is geen tabel.', en: 'This file is no table.' },
    detail: () => ({
      nl: 'Geef een CSV-bestand of een Excel-werkmap (.xlsx), met de kolomnamen op de eerste regel.',
      en: 'Give a CSV file or an Excel workbook (.xlsx), with the names of the columns on the first line.',
    }),
  }),
  'import-empty': invalid({
    title: { nl: 'Er staat niets in dit bestand.', en: 'There is nothing in this file.' },
    detail: () => ({
      nl: 'Zet de kolomnamen op de eerste regel en wat er gebeurde eronder.',
      en: 'Put the names of the columns on the first line and what happened under it.',
    }),
  }),
  'import-too-long': invalid<{ rowsMax: number }>({
    title: { nl: 'Dit bestand is te lang.', en: 'This file is too long.' },
    detail: ({ rowsMax }) => ({
      nl: `Een bestand heeft hooguit ${rowsMax} rijen. Deel het op; wat al is vastgelegd wordt niet nog eens vastgelegd.`,
      en: `A file has at most ${rowsMax} rows. Split it; what was recorded already is not recorded again.`,
    }),
  }),
  'import-columns-missing': invalid<{ columns: string }>({
    title: { nl: 'Er ontbreken kolommen.', en: 'Columns are missing.' },
    detail: ({ columns }) => ({
      nl: `Dit bestand heeft geen kolom: ${columns}. Neem het sjabloon, of geef de kolommen die naam.`,
      en: `This file has no column: ${columns}. Take the template, or give the columns that name.`,
    }),
  }),
  'import-changed': conflict({
    title: { nl: 'Dit is niet het bestand dat u bekeek.', en: 'This is not the file you looked over.' },
    detail: () => ({
      nl: 'Bekijk eerst wat dit bestand zou vastleggen, en leg het dan vast.',
      en: 'First look over what this file would record, then record it.',
    }),
  }),
  'reason-missing': invalid<{ isRejection: boolean }>({
    title: { nl: 'De reden ontbreekt.', en: 'The reason is missing.' },
    detail: ({ isRejection }) => ({
      nl: `${isRejection ? 'Schrijf waarom u de partij afkeurt: wie haar teelde of heeft, leest dat, en wie er later naar kijkt.' : 'Schrijf waarom: de ander leest dat, en wie er later naar kijkt.'} Zegt een oud stuk het niet, schrijf dan dat.`,
      en: `${isRejection ? 'Write why you reject the batch: whoever grew or has it reads that, and whoever looks at it later.' : 'Write why: the other side reads that, and whoever looks at it later.'} Where an old record does not say, write so.`,
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'bad-cursor': invalid({
    title: { nl: 'Deze plaats in de lijst bestaat niet.', en: 'There is no such place in the list.' },
    detail: () => ({
      nl: 'Begin opnieuw bij de eerste bladzijde, zonder "cursor".',
      en: 'Start again at the first page, without "cursor".',
    }),
  }),
  'event-changed': conflict({
    title: {
      nl: 'Deze gebeurtenis is al met andere inhoud vastgelegd.',
      en: 'This event was recorded with other content.',
    },
    detail: () => ({
      nl: 'Onder dit nummer staat al iets anders. Stuur dezelfde inhoud opnieuw, of leg dit vast onder een nieuw nummer.',
      en: 'Something else stands under this number. Send the same content again, or record this under a new number.',
    }),
  }),
  'event-gone': gone({
    title: { nl: 'De inhoud van deze gebeurtenis is gewist.', en: 'The content of this event was erased.' },
    detail: () => ({
      nl: 'Dit nummer is gebruikt en kan niet opnieuw. Leg een nieuwe gebeurtenis vast onder een nieuw nummer.',
      en: 'This number was used and cannot be used again. Record a new event under a new number.',
    }),
  }),
  'import-closed': forbidden({
    title: { nl: 'Er staat geen invoer van oude gegevens open.', en: 'No import of history is open.' },
    detail: () => ({
      nl: 'Een beheerder van de server zet de invoer open en sluit haar weer. Vraag dat eerst.',
      en: 'An administrator of the server opens the import and closes it again. Ask for that first.',
    }),
  }),
  'no-holder': forbidden({
    title: { nl: 'Het is niet duidelijk voor wie u dit vastlegt.', en: 'It is not clear for whom you record this.' },
    detail: () => ({
      nl: 'Meld u aan namens de organisatie die de stof heeft, en leg het dan vast.',
      en: 'Sign in for the organisation that has the substance, then record it.',
    }),
  }),
  'unknown-batch': absent({
    title: { nl: 'Deze partij is er niet.', en: 'There is no such batch.' },
    detail: () => notThere,
  }),
  'unknown-shipment': absent({
    title: { nl: 'Deze zending is er niet.', en: 'There is no such shipment.' },
    detail: () => notThere,
  }),
  'unknown-event': absent({
    title: { nl: 'Deze gebeurtenis is er niet.', en: 'There is no such event.' },
    detail: () => notThere,
  }),
  'unknown-document': absent({
    title: { nl: 'Dit document is er niet.', en: 'There is no such document.' },
    detail: () => ({
      nl: 'Stuur het document eerst in en noem dan het nummer dat u kreeg. U ziet alleen documenten van uw eigen organisatie.',
      en: 'Hand the document in first and name the number you were given. You see only documents of your own organisation.',
    }),
  }),
  'unknown-band': invalid({
    title: { nl: 'Deze stroom is er niet.', en: 'There is no such flow.' },
    detail: () => ({
      nl: 'Neem de beide einden over uit het antwoord van "/v1/flow".',
      en: 'Take both ends from the answer of "/v1/flow".',
    }),
  }),
  'unknown-account': absent({
    title: { nl: 'Deze rekening is er niet.', en: 'There is no such account.' },
    detail: () => notThere,
  }),
  'unknown-party': absent({
    title: { nl: 'Deze ontvanger of deze locatie is er niet.', en: 'There is no such receiver or no such premises.' },
    detail: () => ({
      nl: 'Kies de ontvanger uit de lijst, en een locatie die op die dag van die ontvanger was.',
      en: 'Choose the receiver from the list, and premises that were that receiver’s on that day.',
    }),
  }),
  'unknown-product': invalid<{ productCode: string }>({
    title: { nl: 'Dit product bestaat niet op die dag.', en: 'There is no such product on that day.' },
    detail: ({ productCode }) => ({
      nl: `"${productCode}" staat op die dag niet in de lijst van producten. Kies een product uit de lijst.`,
      en: `"${productCode}" is not in the list of products on that day. Choose a product from the list.`,
    }),
  }),
  'not-made-so': invalid<{ how: 'extract' | 'process' | 'plant'; product: string; from: string }>({
    title: { nl: 'Zo ontstaat dit product niet.', en: 'This product does not come about like this.' },
    detail: ({ how, product, from }) => ({
      nl: {
        extract: `${product} is geen extract uit ${from}. Kies een olie die uit deze stof wordt gemaakt.`,
        process: `Bewerken maakt van ${from} geen ${product}: dat is een andere stof. Kies een product van dezelfde stof, of leg een extractie vast.`,
        plant: `${product} groeit niet aan een plant. Kies een product dat bloem is.`,
      }[how],
      en: {
        extract: `${product} is no extract of ${from}. Choose an oil that is made from this substance.`,
        process: `Processing makes no ${product} of ${from}: that is another substance. Choose a product of the same substance, or record an extraction.`,
        plant: `${product} does not grow on a plant. Choose a product that is flower.`,
      }[how],
    }),
    basis: recordArticles,
  }),
  'time-ahead': invalid({
    title: { nl: 'Dit tijdstip ligt in de toekomst.', en: 'This moment lies in the future.' },
    detail: () => ({
      nl: 'Leg vast wat gebeurd is. Controleer datum en tijd, en de klok van het apparaat; vijf minuten voor is nog goed.',
      en: 'Record what has happened. Check the date and time, and the clock of the device; five minutes ahead is still fine.',
    }),
  }),
  'recorded-late': forbidden<{ lateDays: number }>({
    title: { nl: 'Dit is te lang geleden om zelf vast te leggen.', en: 'This is too long ago to record yourself.' },
    detail: ({ lateDays }) => ({
      nl: `Wat meer dan ${lateDays} dagen geleden gebeurde, legt u vast met de autoriteit: vraag haar om de invoer van historie voor u te openen, en zeg erbij waarom het laat is.`,
      en: `What happened more than ${lateDays} days ago you record with the authority: ask it to open the import of history for you, and say why it is late.`,
    }),
    basis: recordArticles,
  }),
  'event-id-window': invalid({
    title: {
      nl: 'Het nummer van deze gebeurtenis is te oud of ligt in de toekomst.',
      en: 'The number of this event is too old or lies in the future.',
    },
    detail: () => ({
      nl: 'Op een scherm: zet de klok van dit apparaat gelijk en open het formulier opnieuw. In een programma: maak een nieuw nummer (UUIDv7) op het moment van vastleggen; het mag tot 90 dagen oud zijn. Het tijdstip zelf mag ouder zijn.',
      en: 'On a screen: set the clock of this device right and open the form again. In a program: make a new number (UUIDv7) when you record; it may be up to 90 days old. The moment it happened may be older.',
    }),
  }),
  'before-batch': invalid<{ openedOn: PlainDate }>({
    title: { nl: 'De partij bestond toen nog niet.', en: 'The batch did not exist yet.' },
    detail: ({ openedOn }, say) => ({
      nl: `Deze partij begon op ${say.day(openedOn)}. Controleer datum en tijd.`,
      en: `This batch began on ${say.day(openedOn)}. Check the date and time.`,
    }),
  }),
  'plants-unsaid': invalid({
    title: { nl: 'Hier staat niet bij hoeveel planten.', en: 'This does not say how many plants.' },
    detail: () => ({
      nl: 'Planten die nog niet geknipt zijn, worden geteld en niet gewogen. Zeg hoeveel het er zijn; het gewicht blijft erbij staan.',
      en: 'Plants that were not cut are counted, not weighed. Say how many there are; the mass stays on record beside it.',
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'before-despatch': invalid<{ shippedAt: Instant }>({
    title: { nl: 'Dit tijdstip ligt vóór de verzending.', en: 'This moment lies before the despatch.' },
    detail: ({ shippedAt }) => ({
      nl: `De zending vertrok volgens de afzender op ${formatInstant(shippedAt)}; ontvangen of geweigerd wordt zij daarna. Controleer datum en tijd. Kloppen die, vraag de afzender dan de verzending te herstellen.`,
      en: `By its sender the shipment left on ${formatInstant(shippedAt)}; it is received or refused after that. Check the date and time. If they are right, ask the sender to correct the despatch.`,
    }),
    basis: ['opiumwetbesluit/6'],
  }),
  'before-its-event': invalid<{ occurredAt: Instant }>({
    title: {
      nl: 'Dit tijdstip ligt vóór de gebeurtenis waar het over gaat.',
      en: 'This moment lies before the event it is about.',
    },
    detail: ({ occurredAt }) => ({
      nl: `Die gebeurde op ${formatInstant(occurredAt)}. Tekenen, melden of terugnemen kan pas daarna. Controleer datum en tijd.`,
      en: `That happened on ${formatInstant(occurredAt)}. Signing it, telling of it or taking it back comes after. Check the date and time.`,
    }),
    basis: recordArticles,
  }),
  'not-your-premises': forbidden({
    title: { nl: 'Deze locatie was op die dag niet van u.', en: 'These premises were not yours on that day.' },
    detail: () => ({
      nl: 'Kies een locatie van uw eigen organisatie. Klopt het register niet, vraag dan de autoriteit het te verbeteren.',
      en: 'Choose premises of your own organisation. If the register is wrong, ask the authority to correct it.',
    }),
  }),
  'not-for-you': forbidden<{ who: { nl: string; en: string } }>({
    title: { nl: 'Dit kan alleen een ander vastleggen.', en: 'Only someone else can record this.' },
    detail: ({ who }) => ({ nl: `Dit doet ${who.nl}. Vraag het daar.`, en: `This is done by ${who.en}. Ask them.` }),
    basis: ['opiumwet/8i/5'],
  }),
  'recall-by-authority': forbidden({
    title: { nl: 'Alleen de autoriteit roept terug.', en: 'Only the authority recalls.' },
    detail: () => ({
      nl: 'Een terugroeping zet ook de voorraad van anderen vast. Houd uw eigen voorraad van deze partij vast en vraag de autoriteit om de terugroeping.',
      en: 'A recall stops the stock of others too. Hold your own stock of this batch, and ask the authority for the recall.',
    }),
    basis: ['opiumwet/8j'],
  }),
})
