export { type ImportInput, importFile } from './import-file.ts'
export type { Template as ImportedTemplate } from './template.ts'
export { emptyTable, listTemplates } from './template-views.ts'
export { templateNamed } from './templates.ts'
