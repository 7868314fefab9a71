// What the queue wrote down under a clock that has since been set back: left as it is, its schedules stand still until that moment comes again.
// Not here: who is told of it (cli/serve.ts), and what the log has signed by then (log/clock.ts).
import type pg from 'pg'
import { jobSchema } from './install.ts'

/** A clock that is set back by less heals by itself: within a minute the queue looks again. */
const slack = `interval '1 minute'`
/** No work of ours is sent for later than this; what waits for longer waits for a moment nobody meant. */
const laterMax = `interval '1 day'`

/** When it last did something: none of these can lie ahead under one clock. */
const didOn = ['cron_on', 'bam_on', 'flow_on', 'reindex_on']
const lookedAfterOn = ['monitor_claim_on', 'maintain_on']

/**
 * Brings what lies ahead of the database's clock back to it, and says how far the queue had come; null where nothing lies ahead. The marks by which
 * that is known are brought back last, so whoever is cut off does it again.
 */
export async function bringTimesBack(pool: Pick<pg.Pool, 'query'>): Promise<Temporal.Instant | null> {
  const { rows } = await pool.query<{ ms: number }>(`
    select extract(epoch from latest.at)::float8 * 1000 as ms
    from (select greatest(${didOn.join(', ')}, (select max(greatest(${lookedAfterOn.join(', ')})) from ${jobSchema}.queue)) as at
          from ${jobSchema}.version) as latest
    where latest.at > now() + ${slack}`)
  const [found] = rows
  if (!found) return null
  await pool.query(`
    update ${jobSchema}.job set singleton_on = null where singleton_on > (now() + ${slack}) at time zone 'UTC'`)
  await pool.query(`
    update ${jobSchema}.job set start_after = now()
    where state < 'active' and (created_on > now() + ${slack} or start_after > now() + ${laterMax})`)
  await pool.query(`
    update ${jobSchema}.job set started_on = now(), heartbeat_on = least(heartbeat_on, now())
    where state = 'active' and started_on > now() + ${slack}`)
  await pool.query(`update ${jobSchema}.queue set ${broughtBack(lookedAfterOn)}`)
  await pool.query(`update ${jobSchema}.version set ${broughtBack([...didOn, 'monitor_backoff_on'])}`)
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(found.ms))
}

/** As if it had not been done yet: it is due at once. */
const broughtBack = (columns: readonly string[]) =>
  columns.map((column) => `${column} = case when ${column} <= now() then ${column} end`).join(', ')
