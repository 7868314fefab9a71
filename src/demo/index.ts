export * from './contract.ts'
export { demoLimits, simulate } from './simulate.ts'
