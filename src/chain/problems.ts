// Every refusal of the ledger; of those that apply, the first is the answer. Not here: bad shapes (schemas) and bugs (assert).
import {
  absent,
  conflict,
  defineProblems,
  forbidden,
  gone,
  type Instant,
  invalid,
  legalDayOf,
  type PlainDate,
  undecidable,
} from '#kernel'
import type { Lacking } from '#licensing'
import type { RoomUse } from './contract.ts'

const useText: Record<RoomUse, { nl: string; en: string }> = {
  grow: { nl: 'telen', en: 'growing' },
  dry: { nl: 'drogen', en: 'drying' },
  store: { nl: 'opslag', en: 'storage' },
  waste: { nl: 'afval', en: 'waste' },
}

const lackingText: Record<Lacking, { nl: string; en: string }> = {
  holder: { nl: 'er is geen ontheffing op deze naam', en: 'there is no exemption in this name' },
  withdrawn: { nl: 'de ontheffing was ingetrokken', en: 'the exemption had been withdrawn' },
  period: { nl: 'de ontheffing gold niet op die dag', en: 'the exemption did not hold on that day' },
  substance: { nl: 'de stof staat er niet in', en: 'it does not name this substance' },
  act: { nl: 'de handeling staat er niet in', en: 'it does not name this activity' },
  purpose: { nl: 'het doel staat er niet in', en: 'it does not name this purpose' },
  premises: { nl: 'deze locatie staat er niet in', en: 'it does not name these premises' },
}
const actText: Record<string, { nl: string; en: string }> = {
  import: { nl: 'invoeren', en: 'importing' },
  export: { nl: 'uitvoeren', en: 'exporting' },
  grow: { nl: 'telen', en: 'growing' },
  prepare: { nl: 'bereiden', en: 'preparing' },
  process: { nl: 'bewerken of verwerken', en: 'working or processing' },
  sell: { nl: 'verkopen', en: 'selling' },
  supply: { nl: 'afleveren of verstrekken', en: 'delivering or supplying' },
  transport: { nl: 'vervoeren', en: 'transporting' },
  have: { nl: 'aanwezig hebben', en: 'having' },
  make: { nl: 'vervaardigen', en: 'making' },
}
export const stateText: Record<string, { nl: string; en: string }> = {
  growing: { nl: 'in groei', en: 'growing' },
  wet: { nl: 'nat', en: 'wet' },
  quarantine: { nl: 'quarantaine', en: 'quarantine' },
  released: { nl: 'vrijgegeven', en: 'released' },
  held: { nl: 'vastgehouden', en: 'held' },
  rejected: { nl: 'afgekeurd', en: 'rejected' },
  waste: { nl: 'afval', en: 'waste' },
  sample: { nl: 'monster', en: 'sample' },
  reserved: { nl: 'gereserveerd', en: 'reserved' },
}
const named = (table: typeof actText, key: string) => table[key] ?? { nl: key, en: key }

type NotExempted = {
  readonly act: string
  readonly on: PlainDate
  readonly lacking: Lacking
  readonly number: string | null
}
type Short = {
  readonly state: string
  readonly hasMg: bigint
  readonly takesMg: bigint
  readonly unit: 'mg' | 'pieces'
}

const notThere = {
  nl: 'Controleer het nummer. U ziet alleen wat uw eigen organisatie heeft of had.',
  en: 'Check the number. You see only what your own organisation has or had.',
}

export const chainProblems = defineProblems('chain', {
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
    title: { nl: 'Dit verschil is er niet.', en: 'There is no such difference.' },
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
    basis: ['opiumwetbesluit/7'],
  }),
  'event-id-window': invalid({
    title: {
      nl: 'Het nummer van deze gebeurtenis is te oud of ligt in de toekomst.',
      en: 'The number of this event is too old or lies in the future.',
    },
    detail: () => ({
      nl: 'Maak een nieuw nummer (UUIDv7) op het moment van vastleggen; het mag tot 90 dagen oud zijn. Het tijdstip zelf mag ouder zijn.',
      en: 'Make a new number (UUIDv7) when you record; it may be up to 90 days old. The moment it happened may be older.',
    }),
  }),
  'before-batch': invalid<{ openedOn: PlainDate }>({
    title: { nl: 'De partij bestond toen nog niet.', en: 'The batch did not exist yet.' },
    detail: ({ openedOn }, say) => ({
      nl: `Deze partij begon op ${say.day(openedOn)}. Controleer datum en tijd.`,
      en: `This batch began on ${say.day(openedOn)}. Check the date and time.`,
    }),
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
  'not-exempted': forbidden<NotExempted>({
    title: { nl: 'Geen ontheffing dekt dit.', en: 'No exemption covers this.' },
    detail: ({ act, on, lacking, number }, say) => ({
      nl: `Voor ${named(actText, act).nl} op ${say.day(on)}: ${lackingText[lacking].nl}${number ? ` (${number})` : ''}. Controleer datum en locatie, of vraag een wijziging van de ontheffing aan.`,
      en: `For ${named(actText, act).en} on ${say.day(on)}: ${lackingText[lacking].en}${number ? ` (${number})` : ''}. Check the date and premises, or apply for a change of the exemption.`,
    }),
    basis: ['opiumwet/3', 'opiumwet/6/2'],
  }),
  'exemption-withdrawn': forbidden({
    title: {
      nl: 'De ontheffing is net gewijzigd of ingetrokken.',
      en: 'The exemption was changed or withdrawn just now.',
    },
    detail: () => ({
      nl: 'Er is niets vastgelegd. Bekijk de ontheffing zoals die nu geldt en probeer het opnieuw.',
      en: 'Nothing was recorded. Look at the exemption as it holds now and try again.',
    }),
    basis: ['opiumwet/6/2'],
  }),
  'receiver-not-exempted': forbidden<{ name: string; on: PlainDate; lacking: Lacking }>({
    title: { nl: 'De ontvanger mag dit niet hebben.', en: 'The receiver may not have this.' },
    detail: ({ name, on, lacking }, say) => ({
      nl: `${name}, op ${say.day(on)}: ${lackingText[lacking].nl}. Verzend niet; laat de ontvanger zijn ontheffing nagaan.`,
      en: `${name}, on ${say.day(on)}: ${lackingText[lacking].en}. Do not send; have the receiver check their exemption.`,
    }),
    basis: ['opiumwet/3', 'opiumwet/6/2'],
  }),
  'name-taken': conflict<{ name: string }>({
    title: { nl: 'Deze partijnaam is al gebruikt.', en: 'This batch name is taken.' },
    detail: ({ name }) => ({
      nl: `U heeft al een partij "${name}", of het partijnummer bestaat al. Geef de nieuwe partij een andere naam.`,
      en: `You have a batch "${name}" already, or its number exists. Give the new batch another name.`,
    }),
  }),
  'shipment-exists': conflict({
    title: { nl: 'Deze zending bestaat al.', en: 'This shipment exists already.' },
    detail: () => ({ nl: 'Maak een nieuw zendingnummer.', en: 'Make a new shipment number.' }),
  }),
  'shipment-closed': conflict({
    title: {
      nl: 'Deze zending is al ontvangen of geannuleerd.',
      en: 'This shipment was received or cancelled already.',
    },
    detail: () => ({
      nl: 'Een zending wordt één keer ontvangen. Klopt de eerste ontvangst niet, neem die dan terug met een correctie.',
      en: 'A shipment is received once. If the first receipt is wrong, take it back with a correction.',
    }),
    basis: ['opiumwetbesluit/6'],
  }),
  'receipt-incomplete': invalid({
    title: {
      nl: 'De ontvangst noemt niet elke regel van de zending één keer.',
      en: 'The receipt does not name every line of the shipment once.',
    },
    detail: () => ({
      nl: 'Weeg elke regel van de zending. Is een regel niet aangekomen, vul dan 0 in: het verschil blijft dan open staan.',
      en: 'Weigh every line of the shipment. If a line did not arrive, enter 0: the difference then stays open.',
    }),
    basis: ['opiumwetbesluit/6'],
  }),
  'same-line-twice': invalid({
    title: { nl: 'Dezelfde partij staat er twee keer.', en: 'The same batch is named twice.' },
    detail: () => ({
      nl: 'Zet per partij en toestand één regel, met de hele hoeveelheid.',
      en: 'Give one line for each batch and state, with the whole amount.',
    }),
  }),
  'same-party': invalid({
    title: { nl: 'Afzender en ontvanger zijn op dezelfde plaats.', en: 'Sender and receiver are the same place.' },
    detail: () => ({
      nl: 'Kies een andere ontvanger of een andere locatie.',
      en: 'Choose another receiver or other premises.',
    }),
  }),
  'already-corrected': conflict({
    title: { nl: 'Deze gebeurtenis is al teruggenomen.', en: 'This event was taken back already.' },
    detail: () => ({
      nl: 'Een gebeurtenis wordt één keer teruggenomen. Leg vast wat er wel gebeurde als nieuwe gebeurtenis.',
      en: 'An event is taken back once. Record what did happen as a new event.',
    }),
  }),
  'not-correctable': conflict({
    title: { nl: 'Deze gebeurtenis kan niet worden teruggenomen.', en: 'This event cannot be taken back.' },
    detail: () => ({
      nl: 'Een correctie, opheffing, handtekening of melding neemt u niet terug: leg vast wat er nu moet gelden.',
      en: 'A correction, lifting, signature or notice is not taken back: record what must hold now.',
    }),
  }),
  'batch-held': conflict({
    title: { nl: 'Deze partij is vastgehouden.', en: 'This batch is on hold.' },
    detail: () => ({
      nl: 'Er mag niets van af tot de blokkade is opgeheven. U kunt hem wel terugsturen of laten vernietigen.',
      en: 'Nothing may leave it until the hold is lifted. You can send it back or have it destroyed.',
    }),
  }),
  'not-held': conflict({
    title: { nl: 'Deze blokkade is er niet of is al opgeheven.', en: 'There is no such hold, or it was lifted.' },
    detail: () => ({
      nl: 'Open de partij en kies de blokkade die nog geldt.',
      en: 'Open the batch and choose the hold that still stands.',
    }),
  }),
  'not-released': conflict<{ state: string }>({
    title: { nl: 'Deze partij is niet vrijgegeven.', en: 'This batch has not been released.' },
    detail: ({ state }) => ({
      nl: `Voorraad in toestand "${named(stateText, state).nl}" mag zo niet weg. Wacht op vrijgave door de Minister.`,
      en: `Stock in state "${named(stateText, state).en}" may not leave like this. Wait for release by the Minister.`,
    }),
  }),
  'wrong-state': conflict<{ state: string }>({
    title: { nl: 'Dit kan niet met voorraad in deze toestand.', en: 'This cannot be done with stock in this state.' },
    detail: ({ state }) => ({
      nl: `De toestand is "${named(stateText, state).nl}". Kies een andere toestand of een andere handeling.`,
      en: `The state is "${named(stateText, state).en}". Choose another state or another act.`,
    }),
  }),
  'wrong-batch': invalid<{ wanted: string }>({
    title: { nl: 'Dit kan niet met deze soort partij.', en: 'This cannot be done with this kind of batch.' },
    detail: ({ wanted }) => ({
      nl: `Kies een partij van de soort "${wanted}".`,
      en: `Choose a batch of kind "${wanted}".`,
    }),
  }),
  expired: conflict<{ expiresOn: PlainDate }>({
    title: { nl: 'De houdbaarheid is voorbij.', en: 'It is past its expiry date.' },
    detail: ({ expiresOn }, say) => ({
      nl: `Houdbaar tot ${say.day(expiresOn)}. Lever dit niet af; laat het vernietigen.`,
      en: `It expired on ${say.day(expiresOn)}. Do not supply it; have it destroyed.`,
    }),
  }),
  'results-missing': undecidable<{ analytes: readonly string[] }>({
    title: { nl: 'Er ontbreken uitslagen.', en: 'Results are missing.' },
    detail: ({ analytes }) => ({
      nl: `Nog niet gemeten: ${analytes.join(', ')}. Laat een monster onderzoeken, of keur de partij af.`,
      en: `Not measured yet: ${analytes.join(', ')}. Have a sample tested, or reject the batch.`,
    }),
  }),
  'content-unknown': undecidable({
    title: { nl: 'Er is nog geen gehalte om te boeken.', en: 'There is no content to post yet.' },
    detail: () => ({
      nl: 'Nodig is een uitslag van THC, CBD of MDMA-base van deze partij; is die van de gedroogde stof, dan ook het droogverlies van dezelfde meting. Laat een monster onderzoeken.',
      en: 'This needs a result for THC, CBD or MDMA base of this batch; when it is of the dried drug, also the loss on drying of the same measurement. Have a sample tested.',
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'outside-specification': conflict<{
    analyte: string
    value: string
    min: string | null
    max: string | null
    unit: string
  }>({
    title: { nl: 'Een uitslag valt buiten de specificatie.', en: 'A result is outside the specification.' },
    detail: ({ analyte, value, min, max, unit }) => ({
      nl: `${analyte} is ${value} ${unit}; toegestaan ${min ?? '–'} tot ${max ?? '–'} ${unit}. Keur de partij af, of laat opnieuw meten.`,
      en: `${analyte} is ${value} ${unit}; allowed ${min ?? '–'} to ${max ?? '–'} ${unit}. Reject the batch, or have it measured again.`,
    }),
  }),
  'verdict-before-results': conflict<{ analyte: string; testedAt: Instant }>({
    title: {
      nl: 'De vrijgave is gedateerd vóór de uitslag waar zij op rust.',
      en: 'The release is dated before the result it rests on.',
    },
    detail: ({ analyte, testedAt }, say) => ({
      nl: `${analyte} is pas later gemeten, op ${say.day(legalDayOf(testedAt))}. Zet het moment van vrijgave op of na die meting.`,
      en: `${analyte} was measured later, on ${say.day(legalDayOf(testedAt))}. Date the release at or after that measurement.`,
    }),
    basis: ['opiumwet/8i/5'],
  }),
  'mass-imbalance': invalid<{ inMg: bigint; outMg: bigint }>({
    title: { nl: 'Er komt meer uit dan erin ging.', en: 'More comes out than went in.' },
    detail: ({ inMg, outMg }, say) => ({
      nl: `Erin: ${say.mass(inMg)}; eruit: ${say.mass(outMg)}. Weeg opnieuw en controleer de eenheid.`,
      en: `In: ${say.mass(inMg)}; out: ${say.mass(outMg)}. Weigh again and check the unit.`,
    }),
  }),
  'processing-loss': invalid<{ inMg: bigint; lostMg: bigint; maxMg: bigint }>({
    title: { nl: 'Er is te veel kwijt bij het bewerken.', en: 'Too much is gone after processing.' },
    detail: ({ inMg, lostMg, maxMg }, say) => ({
      nl: `Van ${say.mass(inMg)} is ${say.mass(lostMg)} geen product en geen gewogen afval; ${say.mass(maxMg)} mag. Weeg opnieuw, ook het afval. Is er echt iets kwijt, meld dat dan eerst apart als verlies, met de oorzaak.`,
      en: `Of ${say.mass(inMg)}, ${say.mass(lostMg)} is neither product nor weighed waste; ${say.mass(maxMg)} may be. Weigh again, the waste too. If something really is gone, first report it separately as a loss, with its cause.`,
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'extraction-yield': invalid<{ inMg: bigint; outMg: bigint; minMg: bigint; maxMg: bigint }>({
    title: { nl: 'Deze opbrengst past niet bij wat erin ging.', en: 'This yield does not fit what went in.' },
    detail: ({ inMg, outMg, minMg, maxMg }, say) => ({
      nl: `Uit ${say.mass(inMg)} wordt ${say.mass(minMg)} tot ${say.mass(maxMg)} verwacht, niet ${say.mass(outMg)}. Weeg opnieuw en controleer de eenheid. Is er iets kwijt, meld dat dan eerst apart als verlies, met de oorzaak.`,
      en: `Of ${say.mass(inMg)}, ${say.mass(minMg)} to ${say.mass(maxMg)} is expected, not ${say.mass(outMg)}. Weigh again and check the unit. If something is gone, first report it separately as a loss, with its cause.`,
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'reservation-length': invalid<{ lastDay: PlainDate }>({
    title: { nl: 'Zo lang kan voorraad niet apart staan.', en: 'Stock cannot be set aside for that long.' },
    detail: ({ lastDay }, say) => ({
      nl: `Kies een moment na nu en uiterlijk op ${say.day(lastDay)}. Daarna komt de voorraad vanzelf vrij; u kunt dan opnieuw reserveren.`,
      en: `Choose a moment after now, on ${say.day(lastDay)} at the latest. Then the stock is free again by itself; you can reserve anew.`,
    }),
  }),
  'drying-yield': invalid<{ wetMg: bigint; driedMg: bigint; minMg: bigint; maxMg: bigint }>({
    title: { nl: 'Dit drooggewicht past niet bij het natte gewicht.', en: 'This dry mass does not fit the wet mass.' },
    detail: ({ wetMg, driedMg, minMg, maxMg }, say) => ({
      nl: `Van ${say.mass(wetMg)} nat wordt ${say.mass(minMg)} tot ${say.mass(maxMg)} droog verwacht, niet ${say.mass(driedMg)}. Weeg opnieuw. Is er iets kwijt, meld dat dan eerst apart als verlies, met de oorzaak; is het nog te zwaar, droog dan verder.`,
      en: `Of ${say.mass(wetMg)} wet, ${say.mass(minMg)} to ${say.mass(maxMg)} dry is expected, not ${say.mass(driedMg)}. Weigh again. If something is gone, first report it separately as a loss, with its cause; if it is still too heavy, dry it longer.`,
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'same-witness': invalid({
    title: { nl: 'Er zijn twee verschillende getuigen nodig.', en: 'Two different witnesses are needed.' },
    detail: () => ({ nl: 'Noem twee verschillende personeelsnummers.', en: 'Name two different staff numbers.' }),
  }),
  'same-counter': invalid({
    title: { nl: 'Een telling heeft twee verschillende mensen nodig.', en: 'A count needs two different people.' },
    detail: () => ({
      nl: 'Wie telt en wie meetekent zijn niet dezelfde. Noem twee verschillende personeelsnummers.',
      en: 'Who counts and who countersigns are not the same. Name two different staff numbers.',
    }),
    basis: ['opiumwetbesluit/7'],
  }),
  'discovered-before': invalid({
    title: { nl: 'Ontdekt voordat het gebeurde kan niet.', en: 'It cannot be discovered before it happened.' },
    detail: () => ({
      nl: 'Zet het moment van ontdekken op of na het moment waarop het gebeurde.',
      en: 'Put the moment of discovery at or after the moment it happened.',
    }),
  }),
  'not-to-tell': conflict({
    title: { nl: 'Hiervan hoeft dit niet gemeld te worden.', en: 'This need not be told of this.' },
    detail: () => ({
      nl: 'Kies een verlies of diefstal die nog geldt, en wie daarvan moet weten.',
      en: 'Choose a loss or theft that still stands, and who must know of it.',
    }),
  }),
  'already-told': conflict({
    title: { nl: 'Deze melding is al vastgelegd.', en: 'This notice is on record already.' },
    detail: () => ({ nl: 'Er hoeft niets meer te gebeuren.', en: 'Nothing more needs to be done.' }),
  }),
  'unknown-premises': forbidden({
    title: {
      nl: 'Deze plaats staat op die dag niet in het register.',
      en: 'These premises are not in the register on that day.',
    },
    detail: () => ({
      nl: 'Controleer de plaats en de dag, of schrijf de plaats eerst in.',
      en: 'Check the premises and the day, or enter the premises in the register first.',
    }),
  }),
  'unknown-room': forbidden<{ room: string; fitting: readonly string[] }>({
    title: { nl: 'Deze kamer is hier niet aangewezen.', en: 'No such room is designated here.' },
    detail: ({ room, fitting }) => ({
      nl: `Op deze plaats is geen kamer of veld "${room}". ${fitting.length > 0 ? `Hiervoor aangewezen: ${fitting.join(', ')}.` : 'Hiervoor is geen enkele kamer aangewezen.'} Kies een andere, of vraag de autoriteit om een aanwijzing.`,
      en: `There is no room or field "${room}" at these premises. ${fitting.length > 0 ? `Designated for this: ${fitting.join(', ')}.` : 'No room at all is designated for this.'} Choose another, or ask the authority for a designation.`,
    }),
    basis: ['opiumwet/8a/2/c'],
  }),
  'room-not-designated': forbidden<{ room: string; use: RoomUse; fitting: readonly string[] }>({
    title: { nl: 'Deze kamer is hier niet voor aangewezen.', en: 'This room is not designated for this.' },
    detail: ({ room, use, fitting }) => ({
      nl: `"${room}" is niet aangewezen voor ${useText[use].nl}. ${fitting.length > 0 ? `Wel: ${fitting.join(', ')}.` : 'Geen enkele kamer is dat.'} Kies een andere, of vraag de autoriteit om een aanwijzing.`,
      en: `"${room}" is not designated for ${useText[use].en}. ${fitting.length > 0 ? `These are: ${fitting.join(', ')}.` : 'No room is.'} Choose another, or ask the authority for a designation.`,
    }),
    basis: ['opiumwet/8a/2/c'],
  }),
  'same-signer': forbidden({
    title: { nl: 'De tweede handtekening is van iemand anders.', en: 'The second signature is somebody else’s.' },
    detail: () => ({
      nl: 'U heeft het eerste zelf vastgelegd. Laat een collega met een eigen inlog tekenen, of een ambtenaar van de autoriteit.',
      en: 'You recorded the first yourself. Have a colleague sign with a login of their own, or an official of the authority.',
    }),
    basis: ['opiumwetbesluit/6', 'opiumwetbesluit/7'],
  }),
  'signer-not-a-person': forbidden({
    title: { nl: 'Een programma kan niet meetekenen.', en: 'A program cannot sign.' },
    detail: () => ({
      nl: 'De tweede handtekening is van iemand die erbij was. Laat die persoon zelf inloggen.',
      en: 'The second signature is of somebody who was there. Have that person log in.',
    }),
    basis: ['opiumwetbesluit/7'],
  }),
  'not-to-sign': conflict({
    title: { nl: 'Hier wordt geen tweede handtekening gevraagd.', en: 'No second signature is asked here.' },
    detail: () => ({
      nl: 'Deze gebeurtenis is al door twee mensen ondertekend, vraagt er geen twee, of is teruggenomen.',
      en: 'This event was signed by two people already, asks for no two, or was taken back.',
    }),
  }),
  'already-signed': conflict({
    title: { nl: 'Dit is al meegetekend.', en: 'This was countersigned already.' },
    detail: () => ({ nl: 'Er hoeft niets meer te gebeuren.', en: 'Nothing more needs to be done.' }),
  }),
  'not-that-count': conflict({
    title: {
      nl: 'Dit is een ander moment dan dat van de telling.',
      en: 'This is another moment than that of the count.',
    },
    detail: () => ({
      nl: 'Een vervolg op een telling staat op het moment van die telling. Telt u opnieuw, leg dan een nieuwe telling vast.',
      en: 'A follow-up stands at the moment of its count. If you count again, record a new count.',
    }),
  }),
  'nothing-to-move': conflict({
    title: { nl: 'Hier is niets om dit mee te doen.', en: 'There is nothing here to do this with.' },
    detail: () => ({
      nl: 'De partij heeft geen voorraad in de toestand die hiervoor nodig is. Kijk op de partij waar de voorraad is.',
      en: 'The batch has no stock in the state this needs. See on the batch where its stock is.',
    }),
  }),
  'gone-on': conflict({
    title: { nl: 'Wat u gaf, is daar niet meer.', en: 'What you gave is no longer there.' },
    detail: () => ({
      nl: 'De andere partij heeft het al verder gebracht, dus dit kan niet meer worden teruggenomen. Spreek met die partij af wie het verschil vastlegt.',
      en: 'The other party has taken it further, so this can no longer be taken back. Agree with them who records the difference.',
    }),
  }),
  'stock-ceiling': forbidden<{ maxMg: bigint; wouldMg: bigint }>({
    title: { nl: 'Dit gaat boven de grens van de ontheffing.', en: 'This goes above the ceiling of the exemption.' },
    detail: ({ maxMg, wouldMg }, say) => ({
      nl: `Op deze locatie mag ${say.mass(maxMg)} liggen; het zou ${say.mass(wouldMg)} worden. Neem minder, of vraag een hogere grens aan.`,
      en: `These premises may hold ${say.mass(maxMg)}; it would become ${say.mass(wouldMg)}. Take less, or apply for a higher ceiling.`,
    }),
    basis: ['opiumwet/8a'],
  }),
  'unknown-allowance': forbidden<{ number: string }>({
    title: { nl: 'Deze vergunning is hier niet bekend.', en: 'This permit is not known here.' },
    detail: ({ number }) => ({
      nl: `Voor u staan er vergunningen die nu gelden, maar geen met nummer "${number}". Controleer het nummer, of vraag de autoriteit de vergunning vast te leggen.`,
      en: `There are permits for you that hold now, but none with number "${number}". Check the number, or ask the authority to record the permit.`,
    }),
    basis: ['opiumwet/6', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-other': forbidden<{ number: string; from: PlainDate; until: PlainDate | null }>({
    title: { nl: 'Deze vergunning is voor iets anders.', en: 'This permit is for something else.' },
    detail: ({ number, from, until }, say) => ({
      nl: `"${number}" geldt vanaf ${say.day(from)}${until ? ` tot ${say.day(until)}` : ''}, voor een bepaald product en een bepaalde wederpartij. Controleer de dag, het product en de wederpartij, of gebruik een andere vergunning.`,
      en: `"${number}" holds from ${say.day(from)}${until ? ` until ${say.day(until)}` : ''}, for a product and a counterparty of its own. Check the day, the product and the counterparty, or use another permit.`,
    }),
    basis: ['opiumwet/6', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-short': forbidden<{ number: string; leftMg: bigint; takesMg: bigint }>({
    title: { nl: 'Er is minder over dan u wilt gebruiken.', en: 'There is less left than this would use.' },
    detail: ({ number, leftMg, takesMg }, say) => ({
      nl: `Van "${number}" is nog ${say.mass(leftMg)} over; dit vraagt ${say.mass(takesMg)}. Neem minder, of vraag de autoriteit om meer. Wat de Minister niet afneemt, wordt vernietigd.`,
      en: `Of "${number}", ${say.mass(leftMg)} is left; this asks for ${say.mass(takesMg)}. Take less, or ask the authority for more. What the Minister does not take is destroyed.`,
    }),
    basis: ['opiumwet/8i/4', 'enkelvoudig-verdrag/31'],
  }),
  'allowance-days': invalid({
    title: { nl: 'De laatste dag ligt vóór de eerste.', en: 'The last day lies before the first.' },
    detail: () => ({ nl: 'Controleer beide dagen.', en: 'Check both days.' }),
  }),
  'allowance-exists': conflict({
    title: { nl: 'Dit nummer is al gebruikt.', en: 'This number is taken.' },
    detail: () => ({
      nl: 'Er is al een afroep of vergunning van deze soort met dit nummer. Controleer het nummer.',
      en: 'There is a call-off or permit of this kind with this number already. Check the number.',
    }),
  }),
  'stock-short': conflict<Short>({
    title: { nl: 'Er gaat meer uit dan er is.', en: 'More leaves the account than it holds.' },
    detail: ({ state, hasMg, takesMg, unit }, say) => {
      const write = (amount: bigint) => (unit === 'mg' ? say.mass(amount) : `${amount}`)
      const where = named(stateText, state)
      return {
        nl: `In "${where.nl}" is ${write(hasMg)} en dit neemt ${write(takesMg)}. Leg eerst de ontbrekende ontvangst vast, of neem minder.`,
        en: `"${where.en}" holds ${write(hasMg)} and this takes ${write(takesMg)}. Record the missing receipt, or take less.`,
      }
    },
    basis: ['opiumwetbesluit/7'],
  }),
  'stock-short-now': conflict<{ shortMg: bigint }>({
    title: {
      nl: 'Iemand was u net voor: er is niet genoeg meer.',
      en: 'Someone was just before you: there is not enough left.',
    },
    detail: ({ shortMg }, say) => ({
      nl: `Er is ${say.mass(shortMg)} te weinig. Bekijk de voorraad zoals die nu is en probeer het opnieuw met minder.`,
      en: `There is ${say.mass(shortMg)} too little. Look at the stock as it is now and try again with less.`,
    }),
    basis: ['opiumwetbesluit/7'],
  }),
  'stock-short-then': conflict<{ at: Instant; shortMg: bigint }>({
    title: { nl: 'Toen was er niet genoeg.', en: 'There was not enough then.' },
    detail: ({ at, shortMg }, say) => ({
      nl: `Vanaf ${say.day(legalDayOf(at))} zou er ${say.mass(shortMg)} te weinig zijn geweest. Controleer het tijdstip, of leg eerst vast wat er eerder bij kwam.`,
      en: `From ${say.day(legalDayOf(at))} there would have been ${say.mass(shortMg)} too little. Check the moment, or first record what came in before.`,
    }),
    basis: ['opiumwetbesluit/7'],
  }),
  'not-lent': conflict({
    title: { nl: 'Dit verschil heeft de voorraad niets geleend.', en: 'This difference lent nothing to the stock.' },
    detail: () => ({
      nl: 'Alleen wat te laat kwam en in geschil is, kan uit de voorraad worden teruggegeven. Sluit dit verschil af zonder dat.',
      en: 'Only what came late and is in dispute can be given back out of the stock. Settle this difference without that.',
    }),
    basis: ['opiumwetbesluit/7'],
  }),
  'balance-closed': conflict({
    title: { nl: 'Dit verschil is al afgesloten.', en: 'This difference was closed already.' },
    detail: () => ({ nl: 'Er hoeft niets meer te gebeuren.', en: 'Nothing more needs to be done.' }),
  }),
})
