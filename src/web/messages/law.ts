// The texts of the substance screens. Not here: names of substances and what the law says; the API gives those.
import { defineMessages, text } from '#kernel'

type OnDay = { on: string }

export const lawMessages = defineMessages({
  'law.title': { nl: 'Is deze stof verboden?', en: 'Is this substance controlled?' },
  'law.lead': {
    nl: 'Typ een naam, een CAS-nummer, een SMILES of een InChI, of teken de structuur. U ziet op welke lijst van de Opiumwet de stof op die dag staat, en waar dat staat.',
    en: 'Type a name, a CAS number, a SMILES or an InChI, or draw the structure. You see on which list of the Opium Act the substance stands on that day, and where that is written.',
  },
  'law.field.q': { nl: 'Naam, CAS-nummer of SMILES', en: 'Name, CAS number or SMILES' },
  'law.field.q.help': {
    nl: 'Bijvoorbeeld MDMA, 42542-10-9 of CC(Cc1ccc2c(c1)OCO2)NC',
    en: 'For example MDMA, 42542-10-9 or CC(Cc1ccc2c(c1)OCO2)NC',
  },
  'law.field.on': { nl: 'Op welke dag?', en: 'On which day?' },
  'law.field.on.help': { nl: 'Leeg is vandaag', en: 'Empty is today' },
  'law.do': { nl: 'Controleren', en: 'Check' },
  'law.draw': { nl: 'Structuur tekenen', en: 'Draw a structure' },
  'law.draw.close': { nl: 'Tekening sluiten', en: 'Close the drawing' },
  'law.draw.use': { nl: 'Deze tekening controleren', en: 'Check this drawing' },
  'law.draw.label': { nl: 'Tekenvlak voor de structuur', en: 'Drawing area for the structure' },
  'law.draw.help': {
    nl: 'Tekenen gaat met muis, pen of vinger. Werkt u met het toetsenbord? Typ dan de SMILES in het veld hierboven; de uitkomst is dezelfde.',
    en: 'Draw with a mouse, pen or finger. Working by keyboard? Type the SMILES in the field above; the outcome is the same.',
  },
  'law.draw.empty': { nl: 'Er staat nog niets in de tekening.', en: 'There is nothing in the drawing yet.' },
  'law.draw.waiting': { nl: 'Tekenvlak wordt geladen', en: 'Loading the drawing area' },
  'law.file': { nl: 'Molfile of SD-bestand', en: 'Molfile or SD file' },
  'law.file.close': { nl: 'Bestand sluiten', en: 'Close the file' },
  'law.file.text': { nl: 'Molfile', en: 'Molfile' },
  'law.file.help': {
    nl: 'Plak de hele tekst, V2000 of V3000. Van een SD-bestand telt de eerste structuur. De tekst komt niet in het adres of in een logboek.',
    en: 'Paste the whole text, V2000 or V3000. Of an SD file the first structure counts. The text goes into no address and no log.',
  },
  'law.file.empty': {
    nl: 'Plak eerst een molfile, of kies een bestand.',
    en: 'Paste a molfile first, or choose a file.',
  },
  'law.file.drop': { nl: 'Sleep een bestand .mol of .sdf hierheen', en: 'Drop a .mol or .sdf file here' },
  'law.file.use': { nl: 'Deze structuur controleren', en: 'Check this structure' },
  'law.draw.missing': {
    nl: 'Het tekenvlak kan nu niet worden geladen. Typ de SMILES, of plak een molfile.',
    en: 'The drawing area cannot be loaded now. Type the SMILES, or paste a molfile.',
  },
  'law.here': { nl: 'Alleen op dit apparaat controleren', en: 'Check on this device only' },
  'law.here.waiting': {
    nl: 'Dan wordt niets van wat u vraagt verstuurd.',
    en: 'Then nothing of what you ask is sent.',
  },
  'law.here.coming': { nl: 'De wetgegevens worden opgehaald.', en: 'The law’s data is being fetched.' },
  'law.here.ready': {
    nl: 'De wetgegevens staan op dit apparaat: controleren werkt ook zonder internet.',
    en: 'The law’s data is on this device: checking works without internet too.',
  },
  'law.here.failed': {
    nl: 'De wetgegevens konden niet worden opgehaald. Controleren werkt nu alleen met internet.',
    en: 'The law’s data could not be fetched. Checking now works with internet only.',
  },
  'law.made.here': {
    nl: 'Op dit apparaat beoordeeld; er is niets verstuurd.',
    en: 'Judged on this device; nothing was sent.',
  },
  'law.empty.title': { nl: 'Probeer het met een van deze', en: 'Try one of these' },
  'law.example.name': { nl: 'een naam', en: 'a name' },
  'law.example.day': { nl: 'een naam, op 1 juni 2023', en: 'a name, on 1 June 2023' },
  'law.example.plant': { nl: 'een plant', en: 'a plant' },
  'law.example.number': { nl: 'een CAS-nummer', en: 'a CAS number' },
  'law.example.salt': { nl: 'een zout, als SMILES', en: 'a salt, as a SMILES' },
  'law.example.group': { nl: 'een stofgroep, met een uitzondering', en: 'a substance group, with an exception' },
  'law.example.nearly': { nl: 'net niet in een groep', en: 'not quite in a group' },
  'law.head.named': text<OnDay & { lists: string }>({
    nl: ({ on, lists }, { day }) => `Ja. Op ${day(on)} staat deze stof op ${lists}.`,
    en: ({ on, lists }, { day }) => `Yes. On ${day(on)} this substance is on ${lists}.`,
  }),
  'law.head.clause': text<OnDay & { lists: string }>({
    nl: ({ on, lists }, { day }) => `Ja. Op ${day(on)} valt deze stof onder ${lists}, zonder er met naam te staan.`,
    en: ({ on, lists }, { day }) =>
      `Yes. On ${day(on)} this substance falls under ${lists}, without being named there.`,
  }),
  'law.head.model': text<OnDay & { lists: string }>({
    nl: ({ on, lists }, { day }) => `Ja, volgens ons model. Op ${day(on)} valt deze stof in een groep van ${lists}.`,
    en: ({ on, lists }, { day }) => `Yes, by our model. On ${day(on)} this substance falls in a group of ${lists}.`,
  }),
  'law.head.free': text<OnDay & { lists: string }>({
    nl: ({ on }, { day }) => `Niet gevonden op lijst I, IA of II op ${day(on)}.`,
    en: ({ on }, { day }) => `Not found on list I, IA or II on ${day(on)}.`,
  }),
  'law.head.free-unread': text<OnDay & { lists: string }>({
    nl: ({ on }, { day }) => `Niet gevonden, maar de lijsten van ${day(on)} zijn hier niet alle gelezen.`,
    en: ({ on }, { day }) => `Not found, but not all lists of ${day(on)} have been read here.`,
  }),
  'law.head.expert': text<OnDay & { lists: string }>({
    nl: ({ on }, { day }) => `Dit kan alleen een deskundige beoordelen (${day(on)}).`,
    en: ({ on }, { day }) => `Only an expert can judge this (${day(on)}).`,
  }),
  'law.head.unknown-substance': text<OnDay & { lists: string }>({
    nl: () => 'Deze naam of dit nummer kennen wij niet.',
    en: () => 'We do not know this name or number.',
  }),
  'law.head.ambiguous': text<OnDay & { lists: string }>({
    nl: () => 'Deze naam past op meer dan één stof. Kies welke u bedoelt.',
    en: () => 'This name fits more than one substance. Choose which one you mean.',
  }),
  'law.head.unreadable': text<OnDay & { lists: string }>({
    nl: () => 'Dit kunnen wij niet lezen.',
    en: () => 'We cannot read this.',
  }),
  'law.head.exception.sure': text<{ title: string }>({
    nl: ({ title }) => `Maar het verbod geldt niet: ${title}.`,
    en: ({ title }) => `But the ban does not apply: ${title}.`,
  }),
  'law.head.exception.inferred': text<{ title: string }>({
    nl: ({ title }) => `Het verbod geldt waarschijnlijk niet (afgeleid, nog te controleren): ${title}.`,
    en: ({ title }) => `The ban probably does not apply (inferred, still to be checked): ${title}.`,
  }),
  'law.head.exception.shown': text<{ title: string }>({
    nl: ({ title }) => `Het verbod geldt niet als u dit aantoont: ${title}.`,
    en: ({ title }) => `The ban does not apply if you show this: ${title}.`,
  }),
  'law.head.note.free': text<OnDay>({
    nl: () =>
      'De namen, de slotbepalingen van lijst I en de stofgroepen van lijst IA zijn nagegaan, zover onze gegevens gaan. Andere wetten zijn niet beoordeeld.',
    en: () =>
      'The names, the closing clauses of list I and the groups of list IA were worked out, as far as our data goes. Other acts were not judged.',
  }),
  'law.head.note.unread': text<OnDay>({
    nl: () => 'Dit is geen vrijbrief. Onderaan staat welke lijst van die dag niet is gelezen.',
    en: () => 'This is no clearance. Below it is said which list of that day was not read.',
  }),
  'law.head.note.unknown': text<OnDay>({
    nl: () =>
      'Dat wij een naam niet kennen, betekent niet dat de stof vrij is. Probeer het CAS-nummer of de structuur.',
    en: () => 'That we do not know a name does not mean the substance is free. Try the CAS number or the structure.',
  }),
  'law.head.note.expert': text<OnDay>({
    nl: () => 'Hieronder staat wat vaststaat en waarover men van mening kan verschillen.',
    en: () => 'Below is what is certain, and what one may differ about.',
  }),
  'law.list': text<{ list: string }>({ nl: ({ list }) => `lijst ${list}`, en: ({ list }) => `list ${list}` }),
  'law.list.and': { nl: ' en ', en: ' and ' },
  'law.meant': { nl: 'Bedoelde u misschien', en: 'Did you mean' },
  'law.meant.alike': { nl: 'Lijkt qua opbouw op', en: 'Built like' },
  'law.suggestion.same-name': { nl: 'zelfde naam', en: 'same name' },
  'law.suggestion.similar': { nl: 'lijkt erop', en: 'similar' },
  'law.error.at': text<{ at: number }>({
    nl: ({ at }) => `Bij teken ${at + 1}.`,
    en: ({ at }) => `At character ${at + 1}.`,
  }),
  'law.error.line': text<{ line: number }>({
    nl: ({ line }) => `Op regel ${line}:`,
    en: ({ line }) => `On line ${line}:`,
  }),
  'law.substance': { nl: 'De stof', en: 'The substance' },
  'law.names': { nl: 'Andere namen', en: 'Other names' },
  'law.inn': { nl: 'INN', en: 'INN' },
  'law.cas': { nl: 'CAS-nummer', en: 'CAS number' },
  'law.formula': { nl: 'Formule', en: 'Formula' },
  'law.mass': { nl: 'Molaire massa', en: 'Molar mass' },
  'law.treaty': { nl: 'VN-verdrag', en: 'UN convention' },
  'law.treaty.is': text<{ convention: '1961' | '1971'; schedule: string; alsoIV: boolean; isCertain: boolean }>({
    nl: ({ convention, schedule, alsoIV, isCertain }) =>
      `${convention} (${convention === '1961' ? 'verdovende middelen' : 'psychotrope stoffen'}), schema ${schedule}${alsoIV ? ' en IV' : ''}${isCertain ? '' : ', nog te controleren'}`,
    en: ({ convention, schedule, alsoIV, isCertain }) =>
      `${convention} (${convention === '1961' ? 'narcotic drugs' : 'psychotropic substances'}), schedule ${schedule}${alsoIV ? ' and IV' : ''}${isCertain ? '' : ', still to be checked'}`,
  }),
  'law.smiles': { nl: 'SMILES', en: 'SMILES' },
  'law.inchikey': { nl: 'InChIKey', en: 'InChIKey' },
  'law.kind': { nl: 'Soort', en: 'Kind' },
  'law.kind.compound': { nl: 'chemische stof', en: 'chemical compound' },
  'law.kind.plant': { nl: 'plant', en: 'plant' },
  'law.kind.fungus': { nl: 'paddenstoel', en: 'mushroom' },
  'law.kind.material': { nl: 'materiaal', en: 'material' },
  'law.none': { nl: 'niet bekend', en: 'not known' },
  'law.listed': { nl: 'Waar het staat', en: 'Where it is written' },
  'law.listed.from': text<{ from: string; until: string | null }>({
    nl: ({ from, until }, { day }) => (until ? `Van ${day(from)} tot ${day(until)}` : `Vanaf ${day(from)}`),
    en: ({ from, until }, { day }) => (until ? `From ${day(from)} until ${day(until)}` : `From ${day(from)}`),
  }),
  'law.certainty.text': { nl: 'volgens de wettekst', en: 'from the text of the law' },
  'law.certainty.title': {
    nl: 'volgens de titel van het besluit; tekst nog niet gelezen',
    en: 'from the title of the decree; text not read yet',
  },
  'law.certainty.inferred': { nl: 'afgeleid; nog te controleren', en: 'inferred; still to be checked' },
  'law.source': { nl: 'Bron', en: 'Source' },
  'law.known': text<{ on: string }>({
    nl: ({ on }, { day }) => `bekend sinds ${day(on)}`,
    en: ({ on }, { day }) => `known since ${day(on)}`,
  }),
  'law.history': { nl: 'Door de tijd', en: 'Through time' },
  'law.history.none': {
    nl: 'In onze gegevens heeft deze stof nooit met naam op een lijst gestaan.',
    en: 'In our data this substance has never been on a list by name.',
  },
  'law.history.asked': { nl: 'gevraagde dag', en: 'day asked about' },
  'law.history.list': { nl: 'Lijst', en: 'List' },
  'law.history.from': { nl: 'Van', en: 'From' },
  'law.history.until': { nl: 'Tot', en: 'Until' },
  'law.history.open': { nl: 'nu', en: 'now' },
  'law.steps': { nl: 'Hoe wij hier kwamen', en: 'How we got here' },
  'law.coverage': { nl: 'Hoe ver onze gegevens gaan', en: 'How far our data goes' },
  'law.coverage.text': { nl: 'hele tekst gelezen', en: 'whole text read' },
  'law.coverage.partial': { nl: 'deels gelezen', en: 'partly read' },
  'law.coverage.none': { nl: 'niet gelezen', en: 'not read' },
  'law.version': { nl: 'Versie van de gegevens', en: 'Version of the data' },
  'law.drawn': text<{ name: string }>({
    nl: ({ name }) => `Structuur van ${name}`,
    en: ({ name }) => `Structure of ${name}`,
  }),
  'law.drawn.asked': { nl: 'De structuur die u invoerde', en: 'The structure you entered' },
})
