export * from './contract.ts'
export {
  type DemoHouse,
  type DemoLoaded,
  type DemoProgress,
  defaultDemo,
  demoWorld,
  type LoadOptions,
  loadDemo,
} from './load.ts'
export { demoLimits, simulate } from './simulate.ts'
export { type DemoTotals, type FigureCheck, printTotals, totals, type YearTotals } from './totals.ts'
