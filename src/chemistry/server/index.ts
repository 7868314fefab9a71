export { openServerToolkit, type ServerToolkitOptions } from './host.ts'
