export { type Capability, capability } from './capability.ts'
export {
  type Cusum,
  cusum,
  type Ewma,
  ewma,
  type Individuals,
  individuals,
  mean,
  sigmaOfMovingRange,
} from './control-charts.ts'
