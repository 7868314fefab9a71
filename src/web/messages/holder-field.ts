// The words of the field that filters a list by holder. Not here: the list's own texts.
import { defineMessages } from '#kernel'

export const holderFieldMessages = defineMessages({
  'holder.any': { nl: 'iedereen', en: 'everybody' },
  'holder.type': { nl: 'Typ een naam, nummer of plaats', en: 'Type a name, number or town' },
  'holder.about': { nl: 'Alles over deze houder', en: 'All about this holder' },
  'holder.kind.authority': { nl: 'de minister', en: 'the Minister' },
  'holder.kind.grower': { nl: 'teler', en: 'grower' },
  'holder.kind.laboratory': { nl: 'laboratorium', en: 'laboratory' },
  'holder.kind.irradiator': { nl: 'bestraler', en: 'irradiator' },
  'holder.kind.packer': { nl: 'verpakker', en: 'packer' },
  'holder.kind.wholesaler': { nl: 'groothandel', en: 'wholesaler' },
  'holder.kind.pharmacy': { nl: 'apotheek', en: 'pharmacy' },
  'holder.kind.institution': { nl: 'instelling', en: 'institution' },
  'holder.kind.foreign-buyer': { nl: 'afnemer in het buitenland', en: 'buyer abroad' },
  'holder.kind.carrier': { nl: 'vervoerder', en: 'carrier' },
})
