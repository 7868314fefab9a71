// The texts of what is granted and of what is in the material. Not here: refusals; the API says those.
import { defineMessages, text } from '#kernel'

export const standingMessages = defineMessages({
  'contents.title': { nl: 'Wat erin zit', en: 'What is in it' },
  'contents.lead': {
    nl: 'Hoeveel THC en CBD waar ligt, tot op de microgram. Wat nog niet gemeten is, staat apart: onbekend is niet nul.',
    en: 'How much THC and CBD lies where, to the microgram. What was not measured yet stands apart: unknown is not nothing.',
  },
  'contents.table': { nl: 'Inhoud per locatie', en: 'Content by premises' },
  'contents.place': { nl: 'Waar', en: 'Where' },
  'contents.material': { nl: 'Materiaal', en: 'Material' },
  'contents.unknown': { nl: 'Gehalte onbekend', en: 'Content unknown' },
  'contents.none': { nl: 'niet gemeten', en: 'not measured' },
  'contents.empty.title': { nl: 'Er ligt nu niets', en: 'Nothing lies here now' },
  'contents.empty.text': {
    nl: 'Zodra er voorraad is, staat die hier.',
    en: 'As soon as there is stock, it stands here.',
  },
  'contents.truncated': {
    nl: 'Er zijn meer locaties; dit zijn de duizend met het meeste materiaal.',
    en: 'There are more premises; these are the thousand with most material.',
  },
  'ledger.dried_mg': { nl: 'Gedroogd', en: 'Dried' },
  'ledger.thc_ug': { nl: 'THC', en: 'THC' },
  'ledger.cbd_ug': { nl: 'CBD', en: 'CBD' },
  'ledger.mdma_base_ug': { nl: 'MDMA-base', en: 'MDMA base' },
  'allowances.title': { nl: 'Afroepen, invoer- en uitvoerontheffingen', en: 'Call-offs and permits' },
  'allowances.none': {
    nl: 'Er is niets afgeroepen, en er is geen invoer- of uitvoerontheffing.',
    en: 'Nothing was called off or permitted.',
  },
  'allowances.grant': { nl: 'Afroep, invoer- of uitvoerontheffing vastleggen', en: 'Record a call-off or permit' },
  'allowances.number': { nl: 'Nummer', en: 'Number' },
  'allowances.what': { nl: 'Waarvoor', en: 'For what' },
  'allowances.granted': { nl: 'Verleend', en: 'Granted' },
  'allowances.used': { nl: 'Gebruikt', en: 'Used' },
  'allowances.left': { nl: 'Over', en: 'Left' },
  'allowances.days': { nl: 'Geldig', en: 'Valid' },
  'allowances.period': text<{ from: string; through: string }>({
    nl: ({ from, through }, { day }) => `${day(from)} t/m ${day(through)}`,
    en: ({ from, through }, { day }) => `${day(from)} to ${day(through)}`,
  }),
  'allowances.from': text<{ from: string }>({
    nl: ({ from }, { day }) => `vanaf ${day(from)}`,
    en: ({ from }, { day }) => `from ${day(from)}`,
  }),
  'ceilings.title': { nl: 'Grenzen per locatie', en: 'Ceilings by premises' },
  'ceilings.none': {
    nl: 'Geen ontheffing noemt hoeveel er op een locatie mag liggen.',
    en: 'No exemption names how much may lie at premises.',
  },
  'ceilings.where': { nl: 'Waar, en waarvan', en: 'Where, and of what' },
  'ceilings.lies': { nl: 'Ligt er nu', en: 'Lies there now' },
  'ceilings.left': { nl: 'Past er nog bij', en: 'Still fits' },
  'limits.title': { nl: 'Hoeveelheden', en: 'Quantities' },
  'limits.none': {
    nl: 'Geen voorschrift begrenst een hoeveelheid over een periode.',
    en: 'No condition limits a quantity over a period.',
  },
  'limits.condition': { nl: 'Voorschrift', en: 'Condition' },
  'limits.number': text<{ number: number }>({
    nl: ({ number }) => `voorschrift ${number}`,
    en: ({ number }) => `condition ${number}`,
  }),
  'limits.of': text<{ exemption: string; condition: number }>({
    nl: ({ exemption, condition }) => `${exemption}, voorschrift ${condition}`,
    en: ({ exemption, condition }) => `${exemption}, condition ${condition}`,
  }),
  'limits.untold': text<{ mass: string }>({
    nl: ({ mass }) => `waarvan ${mass} zonder dat de grens bekend was`,
    en: ({ mass }) => `of which ${mass} while the limit was not known`,
  }),
  'limits.told': { nl: 'met de grens bekend', en: 'while it was known' },
  'limits.days': { nl: 'Periode', en: 'Period' },
  'limits.now': { nl: 'nu', en: 'now' },
  'limits.max': { nl: 'Hoogstens', en: 'At most' },
  'limits.act.harvest': { nl: 'nat geoogst', en: 'harvested wet' },
  'limits.act.dry': { nl: 'droog teruggewogen', en: 'weighed back dry' },
  'limits.act.extract': { nl: 'geëxtraheerd', en: 'extracted' },
  'limits.act.import': { nl: 'ingevoerd', en: 'imported' },
  'limits.act.receive': { nl: 'ontvangen', en: 'received' },
  'limits.uses': { nl: 'Hoeveelheid van de ontheffing', en: 'Quantity under the exemption' },
  'limits.use': text<{ max: string; before: string; after: string; left: string }>({
    nl: ({ max, before, after, left }) =>
      `Van ${max} is ${before} gebruikt. Met deze handeling wordt dat ${after}; er blijft ${left} over.`,
    en: ({ max, before, after, left }) =>
      `Of ${max}, ${before} has been used. With this act it becomes ${after}; ${left} is left.`,
  }),
  'allowance.call-off': { nl: 'afroep', en: 'call-off' },
  'allowance.import-permit': { nl: 'invoerontheffing', en: 'import permit' },
  'allowance.export-permit': { nl: 'uitvoerontheffing', en: 'export permit' },
})
