import { readPage } from '../articles/read-page.ts'
import { parseFeed } from '../feeds/parse/parse-feed.ts'
import { checkRobots } from '../fetch/robots-rules.ts'
import { serveTasks } from './serve-tasks.ts'

/** What the threads do: work on what others have written, of which nobody knows how long it takes. */
const tasks = { readPage, parseFeed, checkRobots }

export type ReaderTasks = typeof tasks

serveTasks(tasks)
