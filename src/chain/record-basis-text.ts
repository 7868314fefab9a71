// What a paper says of the article under which a holder keeps its record. Not here: which article that is (acts/record-basis.ts).
import type { Localised } from '#kernel'
import type { RecordArticle } from './contract.ts'

const texts: Readonly<Record<RecordArticle, Localised>> = {
  'opiumwetbesluit/7': { nl: 'Opiumwetbesluit, artikel 7', en: 'Opium Act Decree, article 7' },
  'opiumwet/8a/2/f': {
    nl: 'Opiumwet, artikel 8a, tweede lid, onder f',
    en: 'Opium Act, article 8a, paragraph 2, under f',
  },
  'enkelvoudig-verdrag/34/b': {
    nl: 'Enkelvoudig Verdrag, artikel 34, onder b (de Opiumwet zelf vraagt het van de minister niet)',
    en: 'Single Convention, article 34, under b (the Opium Act itself does not ask it of the Minister)',
  },
}

const none: Localised = {
  nl: 'Niet vastgesteld: geen artikel vraagt het van deze houder met zoveel woorden',
  en: 'Not established: no article asks it of this holder in so many words',
}

export const recordBasisText = (article: RecordArticle | null): Localised => (article === null ? none : texts[article])
