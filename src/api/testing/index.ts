// The face of the test furniture: a server with identity, and a browser for it. Not for production code.
export * from './identity-world.ts'
export * from './software-authenticator.ts'
