// What there is to do, what was kept, what was denied, and finding anything: across the rooms, over HTTP. Not here: a session (session-routes.ts).
import { chainProblems, chainWork, listBatches } from '#chain'
import { idempotencyNote, IdOf, Nullable, OneOf, Strict, Type } from '#kernel'
import { suggest } from '#law'
import { listExemptions, listParties } from '#licensing'
import {
  countDenials,
  forgetView,
  listDenials,
  listSavedViews,
  platformProblems,
  savedViewProblems,
  saveView,
} from '#platform'
import { DenialRow, SavedView, Work } from '#platform/contract'
