// The texts of the comparison of two laws. Not here: sentences about the laws themselves; the API gives those in both languages.
import { defineMessages, text } from '#kernel'

export const compareMessages = defineMessages({
  'compare.title': { nl: 'Stel dat de wet anders was', en: 'What if the law were different' },
  'compare.lead': {
    nl: 'Zet twee dagen naast elkaar, of vandaag en een ontwerp dat u zelf maakt. U ziet wat verhuist, welke straf erop staat en wie het raakt.',
    en: 'Put two days side by side, or today and a draft of your own. You see what moves, what it is punished with and whom it touches.',
  },
  'compare.asked': { nl: 'Wat vergelijkt u?', en: 'What do you compare?' },
  'compare.mode': { nl: 'Vergelijk', en: 'Compare' },
  'compare.mode.days': { nl: 'Twee dagen', en: 'Two days' },
  'compare.mode.draft': { nl: 'Vandaag en een ontwerp', en: 'Today and a draft' },
  'compare.from': { nl: 'De wet van', en: 'The law of' },
  'compare.to': { nl: 'naast die van', en: 'beside that of' },
  'compare.go': { nl: 'Vergelijk', en: 'Compare' },
  'compare.days.same': { nl: 'Kies twee verschillende dagen.', en: 'Choose two different days.' },
  'compare.examples': { nl: 'Uitgewerkte voorbeelden', en: 'Worked examples' },
  'compare.example.ia': { nl: '1 juli 2025: lijst IA begint', en: '1 July 2025: list IA begins' },
  'compare.example.decade': { nl: '2 oktober 2015 en vandaag', en: '2 October 2015 and today' },
  'compare.example.fine': { nl: '1 januari 2026: een zwaardere boete', en: '1 January 2026: a heavier fine' },

  'compare.hypothetical': { nl: 'Hypothetisch', en: 'Hypothetical' },
  'compare.hypothetical.all': { nl: 'Hypothetisch: geen geldend recht', en: 'Hypothetical: not the law' },
  'compare.hypothetical.why': {
    nl: 'De tweede van deze twee wetten is een ontwerp en geldt niet. Gebruik niets hieruit als antwoord op een echte vraag.',
    en: 'The second of these two laws is a draft and is not in force. Use nothing of this as the answer to a real question.',
  },
  'compare.side.a': text<{ on: string }>({
    nl: ({ on }, { day }) => `Wet van ${day(on)}`,
    en: ({ on }, { day }) => `Law of ${day(on)}`,
  }),
  'compare.side.draft': text<{ title: string }>({
    nl: ({ title }) => `Ontwerp: ${title}`,
    en: ({ title }) => `Draft: ${title}`,
  }),

  'compare.moved': { nl: 'Wat verhuist', en: 'What moves' },
  'compare.moved.none': { nl: 'Geen enkel middel verhuist.', en: 'No substance moves.' },
  'compare.moved.name': { nl: 'Middel', en: 'Substance' },
  'compare.moved.way': { nl: 'Van en naar', en: 'From and to' },
  'compare.moved.why': { nl: 'Waardoor', en: 'By what' },
  'compare.moved.more': text<{ count: number }>({
    nl: ({ count }) => `Toon alle ${count} rijen`,
    en: ({ count }) => `Show all ${count} rows`,
  }),
  'compare.ways': { nl: 'Hoeveel er verhuizen', en: 'How many move' },
  'compare.ways.all': text<{ count: number }>({
    nl: ({ count }) => `Alle (${count})`,
    en: ({ count }) => `All (${count})`,
  }),
  'compare.standing.I': { nl: 'lijst I', en: 'list I' },
  'compare.standing.IA': { nl: 'lijst IA', en: 'list IA' },
  'compare.standing.II': { nl: 'lijst II', en: 'list II' },
  'compare.standing.none': { nl: 'geen lijst', en: 'no list' },
  'compare.standing.expert': { nl: 'deskundige', en: 'an expert' },
  'compare.basis.named': { nl: 'met naam op de lijst', en: 'by name on the list' },
  'compare.basis.removed': { nl: 'niet meer op de lijst', en: 'no longer on the list' },
  'compare.basis.model': { nl: 'model', en: 'model' },
  'compare.basis.inferred': { nl: 'afgeleid', en: 'inferred' },
  'compare.lifted': text<{ title: string }>({
    nl: ({ title }) => `Verbod geldt niet: ${title}`,
    en: ({ title }) => `Ban does not apply: ${title}`,
  }),

  'compare.penalties': { nl: 'Wat er ten hoogste op staat', en: 'What it is at most punished with' },
  'compare.penalties.lead': {
    nl: 'Gevraagd voor een particulier zonder ontheffing. De zwaarste bepaling staat voorop; de rechter bepaalt de straf.',
    en: 'Asked for a private person without an exemption. The heaviest provision comes first; the court decides the sentence.',
  },
  'compare.penalties.for': text<{ name: string; others: number }>({
    nl: ({ name, others }) =>
      others === 0
        ? name
        : `${name}, en ${others} ${others === 1 ? 'ander' : 'andere'} die zo ${others === 1 ? 'gaat' : 'gaan'}`,
    en: ({ name, others }) =>
      others === 0 ? name : `${name}, and ${others} ${others === 1 ? 'other that goes' : 'others that go'} so`,
  }),
  'compare.penalties.act': { nl: 'Handeling', en: 'Act' },
  'compare.penalties.open': { nl: 'niet te bepalen', en: 'not decidable' },
  'compare.penalties.none': { nl: 'geen straf', en: 'no penalty' },
  'compare.penalties.differs': { nl: 'anders', en: 'differs' },
  'compare.penalties.also': { nl: 'ook', en: 'also' },
  'compare.penalty': text<{ count: number; unit: 'years' | 'months'; kind: 'prison' | 'detention'; fine: number }>({
    nl: ({ count, unit, kind, fine }) =>
      `${count} ${unit === 'years' ? 'jaar' : count === 1 ? 'maand' : 'maanden'} ${kind === 'prison' ? 'gevangenis' : 'hechtenis'} of boete ${fine}`,
    en: ({ count, unit, kind, fine }) =>
      `${count} ${unit === 'years' ? (count === 1 ? 'year' : 'years') : count === 1 ? 'month' : 'months'} of ${kind} or fine ${fine}`,
  }),
  'compare.penalty.fine': text<{ fine: number }>({
    nl: ({ fine }) => `boete ${fine}`,
    en: ({ fine }) => `fine ${fine}`,
  }),
  'compare.penalty.crime': { nl: 'misdrijf', en: 'crime' },
  'compare.penalty.contravention': { nl: 'overtreding', en: 'contravention' },
  'compare.penalties.fine': {
    nl: 'Boete 1 tot en met 6 is de geldboetecategorie van Sr 23.',
    en: 'Fine 1 to 6 is the category of Sr 23.',
  },

  'compare.means': { nl: 'Wat het betekent', en: 'What it means' },
  'compare.means.of': { nl: 'Voor', en: 'For' },
  'compare.means.same': { nl: 'blijft gelijk', en: 'stays the same' },
  'compare.means.prescribing': { nl: 'Een arts schrijft voor', en: 'A doctor prescribes' },
  'compare.means.dispensing': { nl: 'Een apotheker levert af op recept', en: 'A pharmacist supplies on prescription' },
  'compare.means.duties': { nl: 'Plichten van die apotheker', en: 'Duties of that pharmacist' },
  'compare.means.exemption': { nl: 'Wie nu een ontheffing heeft', en: 'Who has an exemption now' },
  'compare.means.treaty': { nl: 'Verdrag: in- en uitvoer', en: 'Treaty: import and export' },
  'compare.means.medicines': { nl: 'Routes van de Geneesmiddelenwet', en: 'Routes of the Medicines Act' },

  'compare.questions': { nl: 'Dezelfde vragen, twee wetten', en: 'The same questions, two laws' },
  'compare.questions.nothing': { nl: 'niets', en: 'nothing' },
  'compare.questions.differs': { nl: 'Verschilt', en: 'Differs' },
  'compare.part.outcome': { nl: 'uitkomst', en: 'outcome' },
  'compare.part.articles': { nl: 'artikelen', en: 'articles' },
  'compare.part.penalty': { nl: 'straf', en: 'penalty' },
  'compare.part.duties': { nl: 'plichten', en: 'duties' },
  'compare.part.missing': { nl: 'ontbrekende feiten', en: 'missing facts' },

  'compare.provisions': { nl: 'Welke regels veranderen', en: 'Which rules change' },
  'compare.rules': text<{ count: number }>({
    nl: ({ count }) => `Regels en omschrijvingen (${count})`,
    en: ({ count }) => `Rules and definitions (${count})`,
  }),
  'compare.terms': text<{ count: number }>({
    nl: ({ count }) => `Termijnen en grenzen (${count})`,
    en: ({ count }) => `Terms and limits (${count})`,
  }),
  'compare.articles': text<{ count: number }>({
    nl: ({ count }) => `Artikelen (${count})`,
    en: ({ count }) => `Articles (${count})`,
  }),
  'compare.change.begins': { nl: 'nieuw', en: 'new' },
  'compare.change.ends': { nl: 'vervalt', en: 'ends' },
  'compare.change.changes': { nl: 'anders', en: 'changes' },
  'compare.change.not-recorded': { nl: 'eerder niet vastgelegd', en: 'not recorded before' },
  'compare.dropped': { nl: 'vervalt', en: 'dropped' },

  'compare.touched': { nl: 'Wie en wat het raakt', en: 'Whom and what it touches' },
  'compare.touched.lead': {
    nl: 'In dit systeem, voor zover u daarin mag kijken. Elk getal opent de lijst erachter.',
    en: 'In this system, as far as you may look. Each number opens the list behind it.',
  },
  'compare.touched.public': {
    nl: 'Wie ontheffingen, voorraden en zendingen mag zien, ziet na inloggen wie dit raakt.',
    en: 'Who may see exemptions, stocks and shipments sees after logging in whom this touches.',
  },
  'compare.touched.login': { nl: 'Inloggen', en: 'Log in' },
  'compare.touched.nothing': {
    nl: 'Er verhuist geen middel met naam, en geen grens raakt wat hier staat.',
    en: 'No substance moves by name, and no limit touches what is kept here.',
  },
  'compare.touched.hurt': text<{ count: number }>({
    nl: ({ count }) => `${count} zonder dekking`,
    en: ({ count }) => `${count} left uncovered`,
  }),
  'compare.touched.not-kept': {
    nl: 'Dit systeem houdt deze nog niet bij.',
    en: 'This system does not keep these yet.',
  },
  'compare.touched.zero': { nl: 'Niets geraakt.', en: 'None touched.' },
  'compare.touched.all': { nl: 'Naar de hele lijst', en: 'To the whole list' },
  'compare.touched.first': text<{ shown: number; count: number }>({
    nl: ({ shown, count }) => `De eerste ${shown} van ${count}.`,
    en: ({ shown, count }) => `The first ${shown} of ${count}.`,
  }),
  'compare.room.exemptions': { nl: 'Ontheffingen', en: 'Exemptions' },
  'compare.room.premises': { nl: 'Locaties', en: 'Premises' },
  'compare.room.products': { nl: 'Producten', en: 'Products' },
  'compare.room.batches': { nl: 'Partijen met voorraad', en: 'Batches with stock' },
  'compare.room.shipments': { nl: 'Zendingen onderweg', en: 'Shipments under way' },
  'compare.room.exports': { nl: 'Landen van uitvoer dit jaar', en: 'Countries of export this year' },
  'compare.room.studies': { nl: 'Onderzoeken', en: 'Studies' },
  'compare.room.applications': { nl: 'Lopende aanvragen', en: 'Pending applications' },
  'compare.effect.uncovered': { nl: 'dekt niet meer', en: 'no longer covers' },
  'compare.effect.still-covered': { nl: 'blijft gedekt', en: 'still covered' },
  'compare.effect.not-needed': { nl: 'niet meer nodig', en: 'no longer needed' },
  'compare.effect.newly-controlled': { nl: 'nieuw onder de wet', en: 'newly controlled' },
  'compare.effect.other-list': { nl: 'op een andere lijst', en: 'on another list' },
  'compare.effect.released': { nl: 'van de lijst af', en: 'off the list' },
  'compare.effect.above': { nl: 'boven de grens', en: 'above the limit' },
  'compare.effect.below': { nl: 'onder de grens', en: 'below the limit' },

  'draft.title': { nl: 'Uw ontwerp', en: 'Your draft' },
  'draft.name': { nl: 'Hoe heet het?', en: 'What is it called?' },
  'draft.name.unnamed': { nl: 'Ontwerp zonder naam', en: 'Unnamed draft' },
  'draft.rows': { nl: 'Dit verandert er', en: 'This changes' },
  'draft.rows.none': { nl: 'Nog niets. Voeg hieronder een wijziging toe.', en: 'Nothing yet. Add a change below.' },
  'draft.remove': text<{ what: string }>({
    nl: ({ what }) => `Haal weg: ${what}`,
    en: ({ what }) => `Remove: ${what}`,
  }),
  'draft.add': { nl: 'Voeg een wijziging toe', en: 'Add a change' },
  'draft.kind': { nl: 'Soort wijziging', en: 'Kind of change' },
  'draft.kind.substance': { nl: 'Een middel op of van een lijst', en: 'A substance on or off a list' },
  'draft.kind.structure': { nl: 'Een nieuwe stof met haar structuur', en: 'A new substance by its structure' },
  'draft.kind.group': { nl: 'Een stofgroep aan of uit', en: 'A group on or off' },
  'draft.kind.term': { nl: 'Een termijn of grens', en: 'A term or limit' },
  'draft.kind.maximum': { nl: 'Een maximumstraf', en: 'A maximum penalty' },
  'draft.substance': { nl: 'Middel', en: 'Substance' },
  'draft.substance.help': { nl: 'Typ een naam of CAS-nummer en kies', en: 'Type a name or CAS number and choose' },
  'draft.where': { nl: 'Komt op', en: 'Goes to' },
  'draft.where.none': { nl: 'geen lijst', en: 'no list' },
  'draft.where.same': { nl: 'Dit middel staat daar al.', en: 'This substance is there already.' },
  'draft.smiles': { nl: 'Structuur (SMILES)', en: 'Structure (SMILES)' },
  'draft.newname': { nl: 'Naam van de stof', en: 'Name of the substance' },
  'draft.group': { nl: 'Stofgroep en versie', en: 'Group and version' },
  'draft.group.on': { nl: 'geldt nu', en: 'in force now' },
  'draft.group.off': { nl: 'geldt nu niet', en: 'not in force now' },
  'draft.term': { nl: 'Termijn of grens', en: 'Term or limit' },
  'draft.figure': text<{ unit: 'months' | 'days' | 'working-days' | 'seconds' | 'kg' | 'euro' }>({
    nl: ({ unit }) =>
      `Wordt, in ${{ months: 'maanden', days: 'dagen', 'working-days': 'werkdagen', seconds: 'seconden', kg: 'kilogram', euro: 'euro' }[unit]}`,
    en: ({ unit }) =>
      `Becomes, in ${{ months: 'months', days: 'days', 'working-days': 'working days', seconds: 'seconds', kg: 'kilograms', euro: 'euros' }[unit]}`,
  }),
  'draft.drop': { nl: 'Vervalt', en: 'Is dropped' },
  'draft.maximum': { nl: 'Strafbepaling', en: 'Penal provision' },
  'draft.years': { nl: 'Gevangenis in jaren', en: 'Prison in years' },
  'draft.fine': { nl: 'Geldboetecategorie', en: 'Category of fine' },
  'draft.put': { nl: 'Voeg toe', en: 'Add' },
  'draft.compare': { nl: 'Vergelijk met vandaag', en: 'Compare with today' },
  'draft.download': { nl: 'Bewaar als bestand', en: 'Keep as a file' },
  'draft.open': { nl: 'Open een ontwerp', en: 'Open a draft' },
  'draft.open.help': { nl: 'Een bestand dat u hier bewaarde (JSON)', en: 'A file you kept here (JSON)' },
  'draft.open.wrong': {
    nl: 'Dit bestand is geen ontwerp. Kies een bestand dat hier bewaard is.',
    en: 'This file is no draft. Choose a file that was kept here.',
  },
  'draft.edit': { nl: 'Pas dit ontwerp aan', en: 'Change this draft' },
  'draft.row.move': text<{ name: string; list: string }>({
    nl: ({ name, list }) => `${name} naar lijst ${list}`,
    en: ({ name, list }) => `${name} to list ${list}`,
  }),
  'draft.row.add': text<{ name: string; list: string }>({
    nl: ({ name, list }) => `${name} op lijst ${list}`,
    en: ({ name, list }) => `${name} onto list ${list}`,
  }),
  'draft.row.remove': text<{ name: string; list: string }>({
    nl: ({ name, list }) => `${name} van lijst ${list} af`,
    en: ({ name, list }) => `${name} off list ${list}`,
  }),
  'draft.row.group': text<{ group: string; set: 'on' | 'off' }>({
    nl: ({ group, set }) => `Stofgroep ${group} ${set === 'on' ? 'aan' : 'uit'}`,
    en: ({ group, set }) => `Group ${group} ${set}`,
  }),
  'draft.row.term': text<{ term: string; isDropped: boolean }>({
    nl: ({ term, isDropped }) => `${isDropped ? 'Vervalt' : 'Anders'}: ${term}`,
    en: ({ term, isDropped }) => `${isDropped ? 'Dropped' : 'Changed'}: ${term}`,
  }),
  'draft.row.rule': text<{ rule: string; set: string }>({
    nl: ({ rule, set }) => `${rule}: ${set}`,
    en: ({ rule, set }) => `${rule}: ${set}`,
  }),
  'draft.row.off': { nl: 'vervalt', en: 'dropped' },
  'draft.row.set': text<{ set: string }>({
    nl: ({ set }) => `Verzameling ${set} gewijzigd`,
    en: ({ set }) => `Set ${set} changed`,
  }),
})
