// How long to wait after so many failures before a receiver is called again, and when to give up on it. Pure. Not here: the call.

/** Some sixteen hours with the pauses below; then a person must look. */
export const failuresMax = 16
const firstSeconds = 2
const pauseSecondsMax = 14_400

export const pauseSeconds = (failures: number): number => Math.min(firstSeconds * 2 ** failures, pauseSecondsMax)
