// Where logging in begins, and where it ends: at the place you were. Pure.

/** The login screen, which returns to `here`: a path of ours with its search. */
export function loginAddress(here: string): string {
  return here === '/' || here.startsWith('/login') ? '/login' : `/login?to=${encodeURIComponent(here)}`
}

/** What came back in the address, only when it is a path of ours: never a way to someone else's site. */
export function placeToReturn(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/'
}
