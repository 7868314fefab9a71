// The texts of under which article a record is kept. Not here: what the article says (corpus).
import { defineMessages } from '#kernel'

export const recordBasisMessages = defineMessages({
  'record-basis.none': {
    nl: 'Waarop deze administratie berust, is niet vastgesteld: Owb 7 noemt apothekers, apotheekhoudende artsen en dierenartsen, Ow 8a(2)f de houder van een ontheffing, en deze houder is geen van die.',
    en: 'What this record rests on is not established: Owb 7 names pharmacists, dispensing doctors and vets, Ow 8a(2)f the holder of an exemption, and this holder is none of these.',
  },
  'record-basis.treaty': {
    nl: 'Geen artikel van de Opiumwet of het Opiumwetbesluit vraagt deze administratie van de minister. Het verdrag vraagt van de Staat dat ook overheidsorganen haar bijhouden.',
    en: 'No article of the Opium Act or its decree asks this record of the Minister. The treaty asks of the State that governmental authorities keep it too.',
  },
})
