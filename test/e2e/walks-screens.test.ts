// Every screen, one by one. Not here: what people do with them (walks-look.test.ts, walks-record.test.ts).
import { takeWalks } from './support/take-walks.ts'
import { screensWalk } from './walks/screens.ts'

takeWalks([screensWalk])
