// A form makes no number for what it sends by itself: the same content has the same number until it succeeded, and other content another. Not here: how
// (src/web/content-key.test.ts).
import { expect, test } from 'vitest'
import { filesUnder } from './files.ts'

/** What may, and why it is no quarrel about an old number. */
const may: Readonly<Record<string, string>> = {
  'src/web/content-key.ts': 'This is where it is made.',
  'src/web/chain/record/act-form.tsx':
    'Photographs and boxes bear the number before the act is sent; the form says so.',
  'src/web/chain/papers/photograph-field.tsx':
    'A file under a number nobody else bears; one that failed is taken anew.',
  'src/web/law/experts/queries.ts': 'The same, of a document.',
}

test('only the one way makes the number of a write', () => {
  const making = filesUnder('src/web', /(?<!\.test)\.tsx?$/)
    .filter(({ text }) => /\bnewId\(|randomUUID\(/.test(text))
    .map(({ path }) => path.replaceAll('\\', '/'))
    .filter((path) => !path.includes('/testing/')) // Furniture of tests sends nothing.
  expect(making).toEqual(Object.keys(may).toSorted())
})
