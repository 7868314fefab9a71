// Thrown when this installation cannot start as it is. It tells the operator what is wrong and what to do, in both languages.
// Not here: the texts (start-texts.ts), and refusals for the people who use Grein (problems.ts).
import { type Locale, type Translate, translator } from '#kernel'
import { type StartTexts, startTexts } from './start-texts.ts'

export class StartRefused extends Error {
  override readonly name = 'StartRefused'
  /** `message` is the English one, as the log has it. */
  readonly text: Readonly<Record<Locale, string>>
  constructor(tell: (say: Translate<StartTexts>) => string, options?: ErrorOptions) {
    const text = { nl: tell(translator(startTexts, 'nl')), en: tell(translator(startTexts, 'en')) }
    super(text.en, options)
    this.text = text
  }
}
