// Every refusal of how a shipment travels, in order of precedence. Not here: refusals of the shipment itself (problems.ts).
import { absent, conflict, defineProblems, forbidden, invalid, type PlainDate } from '#kernel'

export const manifestProblems = defineProblems('chain', {
  'transport-times': invalid({
    title: { nl: 'De reis eindigt voor zij begint.', en: 'The journey ends before it begins.' },
    detail: () => ({
      nl: 'De verwachte aankomst ligt niet na het vertrek. Verbeter een van beide tijden.',
      en: 'The expected arrival is not after the departure. Correct one of the two times.',
    }),
  }),
  'carrier-unknown': invalid({
    title: { nl: 'Dit is geen vervoerder.', en: 'This is no carrier.' },
    detail: () => ({
      nl: 'Kies een vervoerder uit het register, of eigen vervoer.',
      en: 'Choose a carrier from the register, or own transport.',
    }),
  }),
  'carrier-not-exempted': forbidden<{ name: string; product: string; on: PlainDate }>({
    title: { nl: 'Deze vervoerder mag dit niet vervoeren.', en: 'This carrier may not carry this.' },
    detail: ({ name, product, on }, say) => ({
      nl: `${name} heeft op ${say.day(on)} geen ontheffing om ${product} te vervoeren en er geldt geen uitzondering. Kies een vervoerder die het wel mag, of vervoer zelf als uw eigen ontheffing dat toestaat.`,
      en: `${name} has no exemption to transport ${product} on ${say.day(on)}, and no exception applies. Choose a carrier that may, or carry it yourself if your own exemption allows that.`,
    }),
    basis: ['opiumwet/3/B', 'opiumwet/5/4', 'opiumwet/6'],
  }),
  'prefix-missing': conflict({
    title: { nl: 'Uw GS1-bedrijfsnummer is niet bekend.', en: 'Your GS1 company prefix is not known.' },
    detail: () => ({
      nl: 'Colli krijgen een nummer dat met uw bedrijfsnummer begint. Leg het bedrijfsnummer vast dat GS1 u gaf.',
      en: 'Boxes get a number that begins with your company prefix. Register the prefix GS1 gave you.',
    }),
  }),
  'prefix-taken': conflict({
    title: { nl: 'Dit bedrijfsnummer is van een ander.', en: 'This company prefix is another’s.' },
    detail: () => ({
      nl: 'Nummers onder dit bedrijfsnummer zouden die van een ander zijn. Controleer het op het certificaat van GS1.',
      en: 'Numbers under this prefix would be another’s. Check it on the certificate of GS1.',
    }),
  }),
  'prefix-fixed': conflict<{ prefix: string }>({
    title: { nl: 'U hebt al een bedrijfsnummer.', en: 'You have a company prefix already.' },
    detail: ({ prefix }) => ({
      nl: `Uw bedrijfsnummer is ${prefix} en daaronder zijn nummers uitgegeven. Het verandert niet meer.`,
      en: `Your prefix is ${prefix}, and numbers were given out under it. It no longer changes.`,
    }),
  }),
  'numbers-used-up': conflict({
    title: { nl: 'Onder dit bedrijfsnummer zijn alle nummers op.', en: 'All numbers under this prefix are used.' },
    detail: () => ({
      nl: 'Vraag GS1 om een bedrijfsnummer met minder cijfers.',
      en: 'Ask GS1 for a company prefix with fewer digits.',
    }),
  }),
  'sscc-wrong': invalid<{ sscc: string }>({
    title: { nl: 'Dit collonummer klopt niet.', en: 'This box number is wrong.' },
    detail: ({ sscc }) => ({
      nl: `${sscc} is geen SSCC: het controlecijfer klopt niet, of het staat er tweemaal. Neem het over van het etiket.`,
      en: `${sscc} is no SSCC: its check digit is wrong, or it stands here twice. Copy it from the label.`,
    }),
  }),
  'sscc-not-taken': conflict<{ sscc: string }>({
    title: { nl: 'Dit collonummer is niet voor deze zending.', en: 'This box number is not for this shipment.' },
    detail: ({ sscc }) => ({
      nl: `${sscc} is niet uitgegeven voor deze zending. Vraag eerst nummers voor deze zending; een oud nummer wordt niet opnieuw gebruikt.`,
      en: `${sscc} was not given out for this shipment. First ask numbers for this shipment; an old number is not used again.`,
    }),
  }),
  'no-units': absent({
    title: { nl: 'Deze zending heeft geen genummerde colli.', en: 'This shipment has no numbered boxes.' },
    detail: () => ({
      nl: 'Een etiket hoort bij een collonummer. Geef bij het verzenden op hoeveel colli er zijn.',
      en: 'A label belongs to the number of a box. Say how many boxes there are when you send.',
    }),
  }),
  'units-differ': invalid({
    title: { nl: 'De colli zijn samen niet de zending.', en: 'The boxes together are not the shipment.' },
    detail: () => ({
      nl: 'Per partij en status moet wat in de colli zit samen precies zijn wat u verzendt. Verbeter een massa of zet een regel in een collo.',
      en: 'For each batch and state, what is in the boxes must together be exactly what you send. Correct a mass, or put a line into a box.',
    }),
  }),
})
