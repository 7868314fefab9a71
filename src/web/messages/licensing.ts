// The texts of exemptions: who may do what, with which substance, where, and until when.
import { defineMessages, text } from '#kernel'

export const licensingMessages = defineMessages({
  'exemptions.title': { nl: 'Ontheffingen', en: 'Exemptions' },
  'exemptions.lead': {
    nl: 'Wie wat mag met een verboden stof, waar, waarvoor en tot wanneer.',
    en: 'Who may do what with a prohibited substance, where, what for and until when.',
  },
  'exemptions.on': { nl: 'Zoals geldend op', en: 'As in force on' },
  'exemptions.all': {
    nl: 'Ook ontheffingen die dan niet gelden',
    en: 'Include exemptions not in force then',
  },
  'exemptions.number': { nl: 'Nummer', en: 'Number' },
  'exemptions.holder': { nl: 'Houder', en: 'Holder' },
  'exemptions.acts': { nl: 'Mag', en: 'May' },
  'exemptions.premises': { nl: 'Waar', en: 'Where' },
  'exemptions.ground': { nl: 'Grond', en: 'Ground' },
  'exemptions.until': { nl: 'Geldt tot en met', en: 'In force through' },
  'exemptions.endless': { nl: 'zonder einddatum', en: 'no end date' },
  'exemptions.withdrawn': { nl: 'Ingetrokken', en: 'Withdrawn' },
  'exemptions.ended': { nl: 'Afgelopen', en: 'Ended' },
  'exemptions.none': { nl: 'Geen ontheffingen op deze dag', en: 'No exemptions on this day' },
  'exemption.title': text<{ number: string }>({
    nl: ({ number }) => `Ontheffing ${number}`,
    en: ({ number }) => `Exemption ${number}`,
  }),
  'exemption.facts': { nl: 'De ontheffing', en: 'The exemption' },
  'exemption.from': { nl: 'Geldt vanaf', en: 'In force from' },
  'exemption.withdrawnOn': { nl: 'Ingetrokken op', en: 'Withdrawn on' },
  'exemption.scope': { nl: 'Wat mag', en: 'What is allowed' },
  'exemption.substances': { nl: 'Stoffen', en: 'Substances' },
  'exemption.list': text<{ list: string }>({ nl: ({ list }) => `lijst ${list}`, en: ({ list }) => `list ${list}` }),
  'exemption.purposes': { nl: 'Doel', en: 'Purpose' },
  'exemption.max': {
    nl: 'Hoogste voorraad per stof, op één locatie',
    en: 'Largest stock of each substance, at one place',
  },
  'exemption.max.none': { nl: 'geen grens in de ontheffing', en: 'no limit in the exemption' },
  'exemption.conditions': { nl: 'Voorschriften', en: 'Conditions' },
  'exemption.conditions.none': {
    nl: 'Aan deze ontheffing zijn geen voorschriften verbonden.',
    en: 'No conditions are attached.',
  },

  'act.import': { nl: 'invoeren', en: 'import' },
  'act.export': { nl: 'uitvoeren', en: 'export' },
  'act.grow': { nl: 'telen', en: 'grow' },
  'act.prepare': { nl: 'bereiden', en: 'prepare' },
  'act.process': { nl: 'bewerken en verwerken', en: 'process' },
  'act.sell': { nl: 'verkopen', en: 'sell' },
  'act.supply': { nl: 'afleveren en verstrekken', en: 'supply' },
  'act.transport': { nl: 'vervoeren', en: 'transport' },
  'act.have': { nl: 'aanwezig hebben', en: 'have' },
  'act.make': { nl: 'vervaardigen', en: 'make' },

  'purpose.medicinal-supply': { nl: 'geneesmiddelen leveren', en: 'medicinal supply' },
  'purpose.quality-control': { nl: 'kwaliteit controleren', en: 'quality control' },
  'purpose.research': { nl: 'onderzoek', en: 'research' },
  'purpose.product-development': { nl: 'producten ontwikkelen', en: 'product development' },
  'purpose.export': { nl: 'uitvoer', en: 'export' },
  'purpose.supervision': { nl: 'toezicht', en: 'supervision' },
})
