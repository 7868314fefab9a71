// Every refusal of the record book. Not here: refusals of the acts that fill it (../problems.ts).
import { absent, conflict, defineProblems, invalid } from '#kernel'

export const bookProblems = defineProblems('chain', {
  'unknown-book': absent({
    title: { nl: 'Deze administratie is er niet.', en: 'This record book does not exist.' },
    detail: () => ({
      nl: 'Op deze plaats heeft deze houder nooit iets van dit product gehad, of u mag het niet zien. Kies een administratie uit de lijst.',
      en: 'This holder never had any of this product at this place, or you may not see it. Choose a book from the list.',
    }),
  }),
  'book-unnamed': invalid({
    title: { nl: 'Van welk middel of product?', en: 'Of which substance or product?' },
    detail: () => ({
      nl: 'Noem een middel of een product, een van beide. Kies een administratie uit de lijst.',
      en: 'Name a substance or a product, one of the two. Choose a book from the list.',
    }),
    basis: ['opiumwetbesluit/7'],
  }),
  'book-period': invalid({
    title: { nl: 'Deze periode kan niet.', en: 'This period is not possible.' },
    detail: () => ({
      nl: 'De eerste dag moet voor de laatste liggen. Kies een andere periode.',
      en: 'The first day must be before the last. Choose another period.',
    }),
  }),
  'book-too-long': conflict<{ linesMax: number }>({
    title: { nl: 'Deze periode is te lang om in één keer te maken.', en: 'This period is too long to make at once.' },
    detail: ({ linesMax }) => ({
      nl: `Er zijn meer dan ${linesMax} regels. Kies een kortere periode, bijvoorbeeld een kwartaal; de standen sluiten op elkaar aan.`,
      en: `There are more than ${linesMax} lines. Choose a shorter period, a quarter for instance; the totals carry over.`,
    }),
  }),
})
