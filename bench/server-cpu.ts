// What the server's own processes have used of the cores: a noisy neighbour stretches the clock far more than this. Linux alone.
import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, whatever its kernel's own tick. */
const msPerTick = 10

/** Milliseconds of CPU of all the postmaster's children, those that ended too, or null where the system does not tell. */
export function serverCpuMs(postmaster: number): number | null {
  try {
    let ticks = ended(postmaster)
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) ticks += ticksOf(pid, postmaster)
    return ticks * msPerTick
  } catch {
    return null
  }
}

/** What the system keeps of children that were waited for: workers of a parallel plan live for one statement. */
function ended(postmaster: number): number {
  const fields = readFileSync(`/proc/${postmaster}/stat`, 'utf8').split(') ').at(-1)!.split(' ') // There is always a name.
  return Number(fields[13]) + Number(fields[14])
}

function ticksOf(pid: string, parent: number): number {
  try {
    // After the name in brackets, which may hold anything: state, parent, …, and as 12th and 13th the ticks of user and system.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ') // There is always a name.
    return Number(fields[1]) === parent ? Number(fields[11]) + Number(fields[12]) : 0
  } catch {
    return 0 // Ended while we looked.
  }
}
