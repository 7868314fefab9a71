// The figures of stability studies for tests. Not here: those of the house (corpus/terms).
import type { StabilityTerms } from '../stability/terms.ts'

export const testStability: StabilityTerms = {
  rules: { confidence: 0.95, pooling: 0.25, horizonMonths: 60 },
  significantShare: 0.05,
  acceleratedMonths: 6,
  trendConfidence: 0.99,
  windowDays: 14,
  beyond: {
    none: { factor: 2, monthsMost: 12 },
    intermediate: { factor: 1.5, monthsMost: 6 },
    cold: { factor: 1.5, monthsMost: 6 },
  },
  limitsExpiry: true,
}
