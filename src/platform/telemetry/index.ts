export * from './logger.ts'
export * from './metrics.ts'
export * from './spans.ts'
export * from './traceparent.ts'
