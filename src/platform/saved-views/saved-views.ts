// Tables as a person left them: kept, listed, forgotten. Not here: what a filter means; that is in the words of the screen's address.
import { absent, assert, conflict, defineProblems, refuseNow } from '#kernel'
import type { Actor } from '../actor.ts'
import type { SavedView } from '../contract.ts'
import type { Tx } from '../database/database.ts'

export const savedViewProblems = defineProblems('platform', {
  'saved-views-full': conflict<{ max: number }>({
    title: { nl: 'U hebt al veel weergaven bewaard', en: 'You have saved many views already' },
    detail: ({ max }) => ({
      nl: `Meer dan ${max} bewaarde weergaven vindt niemand terug. Verwijder er eerst een.`,
      en: `Nobody finds their way among more than ${max} saved views. Delete one first.`,
    }),
  }),
  'no-such-view': absent({
    title: { nl: 'Deze weergave is er niet', en: 'There is no such view' },
    detail: () => ({
      nl: 'U hebt geen bewaarde weergave met deze naam op dit scherm.',
      en: 'You have no saved view of this name on this screen.',
    }),
  }),
})

export const savedViewsMax = 100

type SavedViewTables = {
  'platform.saved_view': {
    authority_id: string
    user_id: string
    screen: string
    name: string
    search: string
  }
}

type Owner = Pick<Actor, 'authorityId' | 'userId'>

/** One's own, by screen and name. */
export async function listSavedViews(tx: Tx, actor: Owner): Promise<SavedView[]> {
  return tx
    .withTables<SavedViewTables>()
    .selectFrom('platform.saved_view')
    .select(['name', 'screen', 'search'])
    .where('authority_id', '=', actor.authorityId)
    .where('user_id', '=', ownerOf(actor))
    .orderBy('screen')
    .orderBy('name')
    .execute()
}

/** Keeps it under its name, in place of what was there. Refuses `saved-views-full`. */
export async function saveView(tx: Tx, actor: Owner, view: SavedView): Promise<SavedView> {
  const views = await listSavedViews(tx, actor)
  const isKnown = views.some(({ name, screen }) => name === view.name && screen === view.screen)
  if (!isKnown && views.length >= savedViewsMax) {
    refuseNow(savedViewProblems['saved-views-full'], { max: savedViewsMax })
  }
  const { name, screen, search } = view
  await tx
    .withTables<SavedViewTables>()
    .insertInto('platform.saved_view')
    .values({ authority_id: actor.authorityId, user_id: ownerOf(actor), screen, name, search })
    .onConflict((conflict) =>
      conflict
        .columns(['authority_id', 'user_id', 'screen', 'name'])
        .doUpdateSet((row) => ({ search: row.ref('excluded.search') })),
    )
    .execute()
  return view
}

/** Refuses `no-such-view`. */
export async function forgetView(tx: Tx, actor: Owner, { name, screen }: Omit<SavedView, 'search'>): Promise<void> {
  const { numDeletedRows } = await tx
    .withTables<SavedViewTables>()
    .deleteFrom('platform.saved_view')
    .where('authority_id', '=', actor.authorityId)
    .where('user_id', '=', ownerOf(actor))
    .where('screen', '=', screen)
    .where('name', '=', name)
    .executeTakeFirst()
  if (numDeletedRows === 0n) refuseNow(savedViewProblems['no-such-view'], {})
}

function ownerOf({ userId }: Owner): string {
  assert(userId !== null, 'access lets only a person have views')
  return userId
}
