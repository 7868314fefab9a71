// How commands talk: steps with their time, a bar that fills, one paragraph for a failure. Not here: what is said (texts.ts).
import type { Locale } from '#kernel'

export type Terminal = {
  readonly locale: Locale
  /** A line for people; it goes to standard error, so that standard output stays data. */
  say(line: string): void
  /** The result itself, to standard output. */
  print(text: string): void
  /** Runs a step and says how long it took; nothing is said of a step that fails, for the failure says it. */
  step<Value>(name: string, work: () => Promise<Value>): Promise<Value>
  /** A bar on a terminal, a line now and then elsewhere. */
  progress(name: string): Progress
}

export type Progress = { at(part: number, note?: string): void; end(note?: string): void }

type Stream = { write(text: string): boolean; readonly isTTY?: boolean; readonly columns?: number }
export type TerminalNeeds = {
  readonly out: Stream
  readonly err: Stream
  readonly locale: Locale
  readonly now: () => number
}

const barWidth = 24
/** A log that nobody watches gets a line for each of these parts, not thousands. */
const quietParts = 10
/** Redrawing oftener than this only flickers. */
const redrawMs = 80

export function openTerminal({ out, err, locale, now }: TerminalNeeds): Terminal {
  const say = (line: string) => void err.write(`${line}\n`)
  const seconds = (since: number) =>
    `${((now() - since) / 1000).toFixed(1).replace('.', locale === 'nl' ? ',' : '.')} s`
  return {
    locale,
    say,
    print: (text) => void out.write(text.endsWith('\n') ? text : `${text}\n`),
    async step(name, work) {
      const since = now()
      const value = await work()
      say(stepLine(name, seconds(since)))
      return value
    },
    progress(name) {
      const since = now()
      return err.isTTY ? bar(name) : lines(name)

      function bar(label: string): Progress {
        let drawnAt = 0
        return {
          at(part, note = '') {
            if (now() - drawnAt < redrawMs) return
            drawnAt = now()
            const full = Math.round(part * barWidth)
            const drawn = `${'█'.repeat(full)}${'░'.repeat(barWidth - full)}`
            const line = `  ${label}  ${drawn} ${String(Math.floor(part * 100)).padStart(3)} %  ${note}`
            err.write(`\r\u001b[2K${line.slice(0, (err.columns ?? 100) - 1)}`)
          },
          end(note) {
            err.write('\r\u001b[2K')
            say(stepLine(label, seconds(since), note))
          },
        }
      }

      function lines(label: string): Progress {
        let said = 0
        return {
          at(part, note = '') {
            const reached = Math.floor(part * quietParts)
            if (reached <= said || part >= 1) return
            said = reached
            say(`  ${label}: ${Math.floor(part * 100)} %${note ? `, ${note}` : ''}`)
          },
          end: (note) => say(stepLine(label, seconds(since), note)),
        }
      }
    },
  }
}

function stepLine(name: string, time: string, note?: string): string {
  return `  ✓ ${name.padEnd(34)} ${time.padStart(7)}${note ? `  ${note}` : ''}`
}

/** Dutch when the system says so, else English: LC_ALL before LC_MESSAGES before LANG, as POSIX has it. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): Locale {
  const wanted = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return wanted.toLowerCase().startsWith('nl') ? 'nl' : 'en'
}
