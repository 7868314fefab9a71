// What lies in the data folder beside the database. Not here: the database's own folder (platform).
import { join } from 'node:path'
import type { Config } from '#platform'

/** Which demo world it is, if it is one. */
export const demoFile = (dataFolder: string) => join(dataFolder, 'demo.json')

export const documentsFolder = ({ dataFolder }: Config) => join(dataFolder, 'documents')

/** The official texts the authority took in with `grein law import`; they can be taken in again, so a backup leaves them. */
export const textsFolder = (dataFolder: string) => join(dataFolder, 'law')

/** What a backup takes along beside the database, and a restore puts back. */
export const keptBeside = (config: Config) => ({
  documents: documentsFolder(config),
  demo: demoFile(config.dataFolder),
})
