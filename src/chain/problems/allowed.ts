// Refusals of an act on its ground and its material: exemption, shipment, state, results and yields. Not here: how much there is (stock.ts).
import {
  conflict,
  defineProblems,
  forbidden,
  type Instant,
  invalid,
  legalDayOf,
  type PlainDate,
  undecidable,
} from '#kernel'
import type { Lacking } from '#licensing'
import { unitText } from '../contract/units.ts'
import { recordArticles } from '../contract.ts'
import { stateText } from '../state-text.ts'
import { named } from './words.ts'

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
type NotExempted = {
  readonly act: string
  readonly on: PlainDate
  readonly lacking: Lacking
  readonly number: string | null
  /** The parcel is there, and its receiver may not have it. */
  readonly isParcel?: boolean
}
/** What who holds the box does with it. */
const parcelText = {
  nl: ' Neem deze zending niet in ontvangst: weiger haar, dan gaat zij terug naar de afzender. Houd haar tot zij wordt opgehaald gesloten en apart achter slot, en meld het aan de afzender en de inspectie.',
  en: ' Do not receive this parcel: refuse it, and it goes back to its sender. Until it is fetched, keep it closed, apart and locked away, and tell the sender and the inspectorate.',
}

export const allowedProblems = defineProblems('chain', {
  'not-exempted': forbidden<NotExempted>({
    title: { nl: 'Geen ontheffing dekt dit.', en: 'No exemption covers this.' },
    detail: ({ act, on, lacking, number, isParcel = false }, say) => ({
      nl: `Voor ${named(actText, act).nl} op ${say.day(on)}: ${lackingText[lacking].nl}${number ? ` (${number})` : ''}. Controleer datum en locatie, of vraag een wijziging van de ontheffing aan.${isParcel ? parcelText.nl : ''}`,
      en: `For ${named(actText, act).en} on ${say.day(on)}: ${lackingText[lacking].en}${number ? ` (${number})` : ''}. Check the date and premises, or apply for a change of the exemption.${isParcel ? parcelText.en : ''}`,
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
  'premises-closed': conflict({
    title: { nl: 'Een locatie is net gesloten.', en: 'Premises were closed just now.' },
    detail: () => ({
      nl: 'Er is niets vastgelegd. Kijk welke locatie op die dag open is en leg het daar vast. Klopt de laatste dag in het register niet, vraag dan de autoriteit die te verbeteren.',
      en: 'Nothing was recorded. Look which premises are open on that day and record it there. If their last day in the register is wrong, ask the authority to correct it.',
    }),
    basis: ['opiumwet/8a'],
  }),
  'destination-closed': conflict<{ on: PlainDate }>({
    title: {
      nl: 'De locatie waar dit heen ging, was toen gesloten.',
      en: 'The premises this was sent to were closed then.',
    },
    detail: ({ on }, say) => ({
      nl: `Op ${say.day(on)} was die locatie niet open. Neem de zending in ontvangst of weiger haar op een andere locatie van u, waar zij nu ligt. Hebt u er geen, dan neemt de afzender haar terug door zijn verzending of weigering te corrigeren. Klopt de laatste dag in het register niet, vraag dan de autoriteit die te verbeteren.`,
      en: `Those premises were not open on ${say.day(on)}. Receive the parcel, or refuse it, at other premises of yours, where it is now. If you have none, its sender takes it back by correcting the despatch or the refusal. If the last day in the register is wrong, ask the authority to correct it.`,
    }),
    basis: ['opiumwetbesluit/6', 'opiumwet/8a'],
  }),
  'receiver-not-exempted': forbidden<{ name: string; on: PlainDate; lacking: Lacking }>({
    title: { nl: 'De ontvanger mag dit niet hebben.', en: 'The receiver may not have this.' },
    detail: ({ name, on, lacking }, say) => ({
      nl: `${name}, op ${say.day(on)}: ${lackingText[lacking].nl}. Verzend niet; laat de ontvanger zijn ontheffing nagaan.`,
      en: `${name}, on ${say.day(on)}: ${lackingText[lacking].en}. Do not send; have the receiver check their exemption.`,
    }),
    basis: ['opiumwet/3', 'opiumwet/6/2'],
  }),
  'minister-alone': forbidden<{ name: string }>({
    title: { nl: 'Een teler levert alleen aan de minister.', en: 'A grower delivers to the Minister alone.' },
    detail: ({ name }) => ({
      nl: `${name} is de minister niet. Draag de oogst over aan de minister, waar zij ligt; die verkoopt en levert verder. Wat de minister niet afneemt, wordt vernietigd.`,
      en: `${name} is not the Minister. Hand the harvest over to the Minister, where it lies, who sells and delivers it on. What the Minister does not take is destroyed.`,
    }),
    basis: ['opiumwet/8i/4'],
  }),
  'batch-stays': conflict<{ name: string }>({
    title: { nl: 'Er is nog iets van deze partij.', en: 'Something of this batch is left.' },
    detail: ({ name }) => ({
      nl: `Van "${name}" staat nog iets in het boek dat hier niet mee terugkomt, zoals wat bij een telling is gevonden of stekken die ervan zijn genomen. Leg eerst vast waar dat gebleven is of neem dat terug, en neem haar dan terug.`,
      en: `Of "${name}" something stands in the book that does not go back with this, such as what a count found or cuttings that were taken of it. First record what became of that or take that back, and then take it back.`,
    }),
    basis: recordArticles,
  }),
  'batch-taken-back': conflict<{ name: string }>({
    title: { nl: 'Deze partij is teruggenomen.', en: 'This batch was taken back.' },
    detail: ({ name }) => ({
      nl: `De gebeurtenis waarmee "${name}" begon is teruggenomen: deze partij is er nooit geweest, dus er kan niets van over zijn. Ligt er toch iets, leg dan vast hoe het er kwam, met een oogst, een ontvangst of een invoer onder een eigen naam, en tel het daar. Is het van een andere partij, tel het daar.`,
      en: `The event that "${name}" began with was taken back: this batch was never there, so nothing can be left of it. If something lies there all the same, record how it came, by a harvest, a receipt or an import under a name of its own, and count it there. If it is of another batch, count it there.`,
    }),
    basis: recordArticles,
  }),
  'name-taken': conflict<{ name: string }>({
    title: { nl: 'Deze partijnaam is al gebruikt.', en: 'This batch name is taken.' },
    detail: ({ name }) => ({
      nl: `U hebt al een partij "${name}", of het partijnummer bestaat al. Geef de nieuwe partij een andere naam. Was de eerste een vergissing, neem dan de gebeurtenis terug waarmee zij begon; daarna is de naam weer vrij.`,
      en: `You have a batch "${name}" already, or its number exists. Give the new batch another name. If the first was a mistake, take back the event it began with; then the name is free again.`,
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
  'no-part-of-it': invalid<{ analyte: string; value: string; unit: string }>({
    title: { nl: 'Deze uitslag kan niet kloppen.', en: 'This result cannot be right.' },
    detail: ({ analyte, value, unit }) => ({
      nl: `${analyte}: ${value} ${unit}. Een uitslag is niet minder dan nul, en een deel is niet meer dan 100 %. Kijk op het certificaat naar het getal, de komma en de eenheid.`,
      en: `${analyte}: ${value} ${unit}. A result is not below nought, and a part is no more than 100 %. Look at the certificate for the figure, its decimal sign and its unit.`,
    }),
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
  'return-number': invalid<{ number: string }>({
    title: { nl: 'Een retournummer hoort bij wat teruggaat.', en: 'A return number belongs to what goes back.' },
    detail: ({ number }) => ({
      nl: `Deze zending gaat niet terug, en noemt toch retournummer ${number}. Kies retour of terugroepactie als reden, of laat het nummer weg.`,
      en: `This shipment does not go back, yet names return number ${number}. Choose return or recall as its reason, or leave the number out.`,
    }),
    basis: recordArticles,
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
    title: { nl: 'Deze partij is geblokkeerd.', en: 'This batch is on hold.' },
    detail: () => ({
      nl: 'Er mag niets van af tot de blokkade is opgeheven. U kunt hem wel terugsturen of laten vernietigen.',
      en: 'Nothing may leave it until the hold is lifted. You can send it back or have it destroyed.',
    }),
    basis: ['opiumwet/8j'],
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
      nl: `Voorraad in toestand "${named(stateText, state).nl}" mag zo niet weg. Wacht op vrijgave door de minister.`,
      en: `Stock in state "${named(stateText, state).en}" may not leave like this. Wait for release by the Minister.`,
    }),
    basis: ['opiumwet/8i/5'],
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
  'dose-none': conflict<{ doseKGy: string }>({
    title: { nl: 'Dit is geen dosis.', en: 'This is no dose.' },
    detail: ({ doseKGy }) => ({
      nl: `Bestraald is met meer dan niets, en er staat ${doseKGy} kGy. Neem de gemeten dosis over van het certificaat.`,
      en: `Irradiation gives more than nothing, and this says ${doseKGy} kGy. Take the measured dose from the certificate.`,
    }),
  }),
  'label-past': conflict<{ on: PlainDate; expiresOn: PlainDate }>({
    title: { nl: 'De datum op het etiket was al voorbij.', en: 'The date on the label was past already.' },
    detail: ({ on, expiresOn }, say) => ({
      nl: `Verpakt op ${say.day(on)}, houdbaar tot ${say.day(expiresOn)}. Kijk beide data na.`,
      en: `Packed on ${say.day(on)}, good until ${say.day(expiresOn)}. Check both dates.`,
    }),
  }),
  'label-beyond-release': conflict<{ isPacked: boolean; labelOn: PlainDate; lastDay: PlainDate }>({
    title: {
      nl: 'Het etiket belooft meer dan de vrijgave.',
      en: 'The label promises more than the release.',
    },
    detail: ({ isPacked, labelOn, lastDay }, say) => ({
      nl: isPacked
        ? `Op de verpakkingen staat ${say.day(labelOn)} en deze vrijgave eindigt op ${say.day(lastDay)}. Laat haar zo lang gelden als het etiket zegt; draagt het onderzoek dat niet, keur dan af.`
        : `Wat erin gaat, is goed tot en met ${say.day(lastDay)}; op het etiket staat ${say.day(labelOn)}. Kies ten hoogste de eerste, of laat eerst opnieuw onderzoeken en vrijgeven.`,
      en: isPacked
        ? `The packs say ${say.day(labelOn)} and this release ends on ${say.day(lastDay)}. Have it hold as long as the label says; if the tests do not carry that, reject.`
        : `What goes in is good until ${say.day(lastDay)}; the label says ${say.day(labelOn)}. Choose the first at most, or have it tested and released anew first.`,
    }),
  }),
  'last-day-missing': invalid<{ usualOn: PlainDate | null }>({
    title: { nl: 'De laatste dag van de vrijgave ontbreekt.', en: 'The last day of the release is missing.' },
    detail: ({ usualOn }, say) => ({
      nl: `Zonder die dag vraagt niemand om nieuw onderzoek. Noem tot en met wanneer de vrijgave geldt${usualOn ? `, zoals gebruikelijk ${say.day(usualOn)}` : ''}.`,
      en: `Without that day nobody is asked to test again. Name the last day on which the release holds${usualOn ? `, as usual ${say.day(usualOn)}` : ''}.`,
    }),
    basis: ['opiumwet/8i/5'],
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
      nl: `${analyte} is ${value} ${unitText(unit)}; toegestaan ${min ?? '–'} tot ${max ?? '–'} ${unitText(unit)}. Keur de partij af, of laat opnieuw meten.`,
      en: `${analyte} is ${value} ${unitText(unit)}; allowed ${min ?? '–'} to ${max ?? '–'} ${unitText(unit)}. Reject the batch, or have it measured again.`,
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
  'carrier-beyond': invalid<{ outMg: bigint; carrierMg: bigint }>({
    title: { nl: 'Er zit meer dragerolie in dan er olie is.', en: 'There is more carrier in it than there is oil.' },
    detail: ({ outMg, carrierMg }, say) => ({
      nl: `Er kwam ${say.mass(outMg)} uit, en daarvan zou ${say.mass(carrierMg)} dragerolie zijn. Tel alleen de drager die in de olie zit, niet wat in het afval bleef.`,
      en: `${say.mass(outMg)} came out, of which ${say.mass(carrierMg)} would be carrier oil. Count the carrier that is in the oil alone, not what stayed in the waste.`,
    }),
    basis: ['opiumwet/8a/2/f'],
  }),
  'extraction-yield': invalid<{ inMg: bigint; outMg: bigint; carrierMg: bigint; minMg: bigint; maxMg: bigint }>({
    title: { nl: 'Deze opbrengst past niet bij wat erin ging.', en: 'This yield does not fit what went in.' },
    detail: ({ inMg, outMg, carrierMg, minMg, maxMg }, say) => ({
      nl: `Uit ${say.mass(inMg)} wordt ${say.mass(minMg)} tot ${say.mass(maxMg)} extract verwacht, niet ${say.mass(outMg)}${carrierMg > 0n ? ` (zonder ${say.mass(carrierMg)} dragerolie)` : ''}. Weeg opnieuw en controleer de eenheid; dragerolie telt u apart. Is er iets kwijt, meld dat dan eerst apart als verlies, met de oorzaak.`,
      en: `Of ${say.mass(inMg)}, ${say.mass(minMg)} to ${say.mass(maxMg)} of extract is expected, not ${say.mass(outMg)}${carrierMg > 0n ? ` (without ${say.mass(carrierMg)} of carrier oil)` : ''}. Weigh again and check the unit; carrier oil is counted apart. If something is gone, first report it separately as a loss, with its cause.`,
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
})
