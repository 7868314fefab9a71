export { type Acceptance, type AcceptanceRule, acceptance, acceptanceRules, type Limits } from './acceptance.ts'
export { type Capability, capability, deviation } from './capability.ts'
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
export {
  type Charted,
  type ChartedPhase,
  chartPhases,
  type PhasePoint,
  type PhaseRules,
  type SignalKind,
  signalKinds,
} from './phases.ts'
export {
  type Basis,
  type Compared,
  type Criterion,
  compareWithSpecification,
  type LabelClaim,
  labelCriterion,
  type Measured,
  valueOnBasis,
  verdictOf,
} from './specification.ts'
export {
  boundAt,
  type ExtrapolationRule,
  evaluateStability,
  extrapolationLimit,
  isOutOfTrend,
  type StabilityBound,
  type StabilityEvaluation,
  type StabilityLimits,
  type StabilityLine,
  type StabilityModel,
  type StabilityPoint,
  type StabilityRules,
  stabilityModels,
} from './stability.ts'
export { fisherAbove, studentBelow, studentQuantile } from './student.ts'
