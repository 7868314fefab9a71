// `grein epcis hash`: the CBV 2.0 hash id of every event in EPCIS documents, on a line each. Not here: how it is made (#chain).
import { type EpcisEvent, eventsFromJson, eventsFromXml, hashId, preHash } from '#chain'
import type { Command, Given } from '../command.ts'
import { Ending } from '../exit-codes.ts'
import { isXml, textOf } from './read.ts'

export const epcisHashCommand: Command = {
  name: 'epcis hash',
  about: 'epcis-hash.about',
  files: '<document.jsonld | document.xml | ->…',
  options: { text: { type: 'boolean', about: 'epcis-hash.text' } },
  examples: [
    { line: 'grein epcis hash shipment.jsonld', about: 'epcis-hash.example.file' },
    { line: 'cat events.xml | grein epcis hash --text -', about: 'epcis-hash.example.pipe' },
  ],
  async run(given) {
    const { files, options, say, terminal } = given
    if (files.length === 0) throw new Ending('usage', say('epcis-hash.no-files'))
    for (const file of files) {
      for (const event of eventsOf(file, given)) {
        terminal.print(options['text'] === true ? `${hashId(event)}\t${preHash(event)}` : hashId(event))
      }
    }
    return 'done'
  },
}

/** By what the document begins with, not by its name: a pipe has none. */
function eventsOf(file: string, { say }: Given): readonly EpcisEvent[] {
  const text = textOf(file, say('epcis-hash.absent', { file }))
  try {
    const events = isXml(text) ? eventsFromXml(text) : eventsFromJson(text)
    if (events.length === 0) throw new Ending('data', say('epcis-hash.no-events', { file }))
    return events
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Ending('data', say('epcis-hash.unreadable', { file, why: error.message }))
    throw error
  }
}
