// The templates as a person reads them, and as an empty table to fill in. Not here: reading what was filled in (rows.ts).
import type { Locale } from '#kernel'
import type { ImportTemplates } from '../contract.ts'
import type { Template } from './template.ts'
import { templates } from './templates.ts'

export function listTemplates(locale: Locale): ImportTemplates {
  return { items: templates.map((each) => viewTemplate(each, locale)) }
}

function viewTemplate(each: Template, locale: Locale): ImportTemplates['items'][number] {
  return {
    name: each.name,
    title: each.title[locale],
    about: each.about[locale],
    for: each.for,
    columns: Object.values(each.columns).map((column) => ({
      heading: column.heading[locale],
      about: column.about[locale],
      example: column.example,
      needed: !('otherwise' in column),
    })),
  }
}

/** The heading alone: an example row left standing would be recorded. What goes where is said beside it. */
export function emptyTable(each: Template, locale: Locale) {
  const { columns } = viewTemplate(each, locale)
  return {
    head: columns.map(({ heading }) => heading),
    about: columns.map(({ heading, about, example, needed }) => [heading, about, example, needed ? '*' : '']),
  }
}
