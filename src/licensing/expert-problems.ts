// Every refusal of the register of expert decisions, in order of precedence. Not here: who may record one (platform/access).
import { absent, conflict, defineProblems, invalid } from '#kernel'

export const expertProblems = defineProblems('licensing', {
  'unknown-expert-decision': absent({
    title: { nl: 'Dit deskundigenbesluit is er niet.', en: 'There is no such expert decision.' },
    detail: () => ({
      nl: 'Controleer het nummer, of zoek het in het register op stof.',
      en: 'Check the number, or find it in the register by substance.',
    }),
  }),
  'expert-structure-unreadable': invalid({
    title: { nl: 'Deze structuur kunnen wij niet lezen.', en: 'We cannot read this structure.' },
    detail: () => ({
      nl: 'Geef een SMILES of een molfile van één stof, of laat de structuur leeg en noem de stof.',
      en: 'Give a SMILES or a molfile of one substance, or leave the structure empty and name the substance.',
    }),
  }),
  'expert-without-substance': invalid({
    title: { nl: 'Over welke stof gaat dit besluit?', en: 'Which substance is this decision about?' },
    detail: () => ({
      nl: 'Noem een stof die het systeem kent, of geef een structuur.',
      en: 'Name a substance the system knows, or give a structure.',
    }),
  }),
  'expert-nothing-of-the-law': invalid<{ what: string }>({
    title: {
      nl: 'Het besluit noemt iets wat niet in de wetgegevens staat.',
      en: 'The decision names something the law data does not have.',
    },
    detail: ({ what }) => ({
      nl: `“${what}” is hier niet bekend. Kies een bekende groep, stof, lezing of artikel.`,
      en: `“${what}” is not known here. Choose a known group, substance, reading or article.`,
    }),
  }),
  'expert-period-backwards': invalid({
    title: { nl: 'De einddag ligt niet na de begindag.', en: 'The last day does not come after the first.' },
    detail: () => ({
      nl: 'Kies een latere einddag, of laat haar leeg.',
      en: 'Choose a later end, or leave it empty.',
    }),
  }),
  'expert-document-absent': invalid({
    title: { nl: 'Een van de stukken is er niet.', en: 'One of the documents is not there.' },
    detail: () => ({
      nl: 'Sla elk stuk eerst op en noem dan zijn nummer.',
      en: 'Store each document first, and then give its number.',
    }),
  }),
  'expert-already-followed': conflict<{ number: string }>({
    title: {
      nl: 'Dit besluit is al vervangen of ingetrokken.',
      en: 'This decision was replaced or withdrawn already.',
    },
    detail: ({ number }) => ({
      nl: `Zie ${number}. Een besluit krijgt één opvolger; pas het nieuwste besluit aan.`,
      en: `See ${number}. A decision has one successor; follow the newest one.`,
    }),
  }),
  'expert-withdrawal-followed': conflict({
    title: { nl: 'Een intrekking kan niet worden ingetrokken.', en: 'A withdrawal cannot be withdrawn.' },
    detail: () => ({
      nl: 'Neem een nieuw besluit.',
      en: 'Take a new decision.',
    }),
  }),
})
