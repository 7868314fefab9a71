// Filling the page: each place once, and never what was filled in before.
import { expect, test } from 'vitest'
import { readTemplate, styleSourceOf } from './drawn-page.ts'

const page = '<html lang="{{locale}}"{{theme}}><title>{{title}}</title><div>{{html}}</div><script>{{seed}}</script>'
const parts = {
  locale: 'nl',
  theme: null,
  title: 'A & <b>',
  html: '<p>{{seed}}</p>',
  answer: '{"q":"{{html}}"}',
  answeredAt: 1,
} as const

test('a marker that was typed stays a text', () => {
  expect(readTemplate(page)(parts)).toBe(
    '<html lang="nl"><title>A &amp; &lt;b></title><div><p>{{seed}}</p></div><script>{"locale":"nl","answeredAt":1,"answer":{"q":"{{html}}"}}</script>',
  )
})

test('data ends no script and no line', () => {
  const answer = JSON.stringify({ q: '</script><!--\u2028&' })
  const filled = readTemplate(page)({ ...parts, html: '', answer })
  const [, seed = ''] = /<script>(.*)<\/script>/s.exec(filled) ?? []
  expect(seed).not.toMatch(/[<>&\u2028]/)
  expect(JSON.parse(seed).answer).toEqual({ q: '</script><!--\u2028&' })
})

test('a page of another build is refused at the start', () => {
  expect(() => readTemplate(page.replace('{{seed}}', ''))).toThrow('other places')
  expect(() => readTemplate(`${page}{{html}}`)).toThrow('other places')
  expect(() => styleSourceOf(page)).toThrow('no styles')
})
