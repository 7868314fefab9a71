// The face of the chain's test furniture. Not for production code.
export { postEvents } from '../store/door.ts'
export * from './bare-ledger.ts'
export * from './world.ts'
export * from './zip.ts'
