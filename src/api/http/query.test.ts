// Parameters of an address: each once, each readable, and a number only where it is exactly one.
import { expect, test } from 'vitest'
import { type Locale, OneOf, Strict, sayRefusal, Type } from '#kernel'
import { refused } from './problem.ts'
import { apiProblems } from './problems.ts'
import { checkQuery, coerceTexts, misfitsOfQuery, nameIn, readQuery } from './query.ts'
import { compileCheck } from './schema-check.ts'

const codeOf = (url: string) => {
  const checked = checkQuery(url)
  return checked.ok ? 'ok' : checked.refusal.problem.code
}

test.each([
  ['/v1/batches', 'ok'],
  ['/v1/batches?', 'ok'],
  ['/v1/batches?q=a+b&limit=5', 'ok'],
  ['/v1/batches?q=%C3%A9', 'ok'],
  ['/v1/batches?q=%ff', 'api/text-unreadable'],
  ['/v1/batches?q=%', 'api/text-unreadable'],
  ['/v1/batches?q=a%00b', 'api/text-unreadable'],
  ['/v1/batches?q=%ED%A0%80', 'api/text-unreadable'],
  ['/v1/batches?%ff=1', 'api/text-unreadable'],
  ['/v1/batches?q=1&q=2', 'api/parameter-twice'],
  ['/v1/batches?q=1&%71=2', 'api/parameter-twice'],
])('%s → %s', (url, code) => {
  expect(codeOf(url)).toBe(code)
})

test('a name like __proto__ is a parameter like any other, and no prototype changes', () => {
  const values = readQuery('__proto__=x&a=1')
  expect(Object.keys(values).sort()).toEqual(['__proto__', 'a'])
  expect(({} as Record<string, unknown>)['x']).toBeUndefined()
})

const Schema = Strict({
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
  open: Type.Optional(Type.Boolean()),
  q: Type.Optional(Type.String()),
  order: Type.Optional(OneOf(['asc', 'desc'])),
})
const misfitsOf = (values: Record<string, unknown>) =>
  compileCheck(Schema)(coerceTexts(Schema, values)).map(({ pointer }) => pointer)

test('texts become what the schema asks, and nothing is guessed', () => {
  expect(coerceTexts(Schema, { limit: '12', open: 'false', q: '12' })).toEqual({ limit: 12, open: false, q: '12' })
  expect(misfitsOf({ limit: '1.5' })).toEqual(['/limit'])
  expect(misfitsOf({ limit: '' })).toEqual(['/limit'])
  expect(misfitsOf({ limit: '1e3' })).toEqual(['/limit'])
  expect(misfitsOf({ limit: '0' })).toEqual(['/limit'])
  expect(misfitsOf({ open: 'yes' })).toEqual(['/open'])
  expect(misfitsOf({ order: 'up', unheardOf: 'x' })).toEqual(['/unheardOf', '/order'])
})

test('what is wrong with a parameter is said by its name, with what may stand there, in the language of the reader', () => {
  const schema = Strict({ status: Type.Optional(OneOf(['open', 'closed'])), 'a/b': Type.Optional(Type.Integer()) })
  const said = (locale: Locale, given: Record<string, string>) => {
    const parameters = misfitsOfQuery(schema, compileCheck(schema)(coerceTexts(schema, given))).map((one) => ({
      parameter: nameIn(one),
      ...one.detail,
    }))
    return sayRefusal(refused(apiProblems['not-as-described'], { where: 'query', parameters }).refusal, locale).detail
  }
  expect(said('nl', { status: 'nonsense' })).toBe('In het adres klopt iets niet. "status": Kies een van: open, closed.')
  expect(said('en', { status: 'nonsense', 'a/b': '1.5' })).toBe(
    'Something is not right in the address. "status": Choose one of: open, closed. "a/b": This must be a whole number.',
  )
  expect(said('en', { stauts: 'open' })).toBe(
    'Something is not right in the address. "stauts": There is no such parameter; there are: status, a/b.',
  )
})
