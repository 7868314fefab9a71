// What lies in the data folder beside the database. Not here: the database's own folder (platform).
import { join } from 'node:path'
import type { Config } from '#platform'

export const documentsFolder = ({ dataFolder }: Config) => join(dataFolder, 'documents')
