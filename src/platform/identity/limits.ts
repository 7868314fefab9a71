// How long a login, a session and a proof may last, each with its reason. Not here: how long a passkey counts (access.ts).

/** Long enough for a phone call at the desk, short enough for a screen left open in a corridor. */
export const sessionIdleMinutes = 30
/** A working day with overtime; nobody stays logged in overnight. */
export const sessionHours = 12
/** So long an ended session is kept, for the person to see where they were logged in; the database lets none go sooner. */
export const sessionKeptDays = 30
/** A session is written to at most this often, so that reading does not write. */
export const touchSeconds = 60
/** Requests that were on their way when the token changed may still arrive with the old one. */
export const rotationGraceSeconds = 10
/** Time to find one's phone and log in at the issuer. */
export const loginAttemptMinutes = 10
/** Time to touch the passkey; browsers themselves give up after about as long. */
export const passkeyChallengeMinutes = 5
/** Phone, laptop, a key in the safe, and some to spare. */
export const passkeysPerPersonMax = 10
/** A machine's token; asking for another costs one signature. */
export const accessTokenMinutes = 10
/** A machine's proof of itself may not be made further ahead than this, so a stolen one is soon worthless. */
export const assertionMinutesMax = 5
/** Clocks of others differ a little. */
export const clockToleranceSeconds = 30
/** Rolling a key over needs two; more helps nobody. */
export const clientKeysMax = 5
