import { MongoClient } from 'mongodb'
import { waitUntil } from './wait-until.js'

export const REPLICA_SET = 'rs0'
/** MongoDB error codes (src/mongo/base/error_codes.yml of the server). */
const NOT_YET_INITIALIZED = 94

/**
 * Makes the `mongod` on `port` the primary of its single-node replica set: initiates a new one, moves a stored
 * configuration that names another port. (If a silent stranger listens on the old port the server waits 30 s for its
 * answer first.) Returns false when it isn't writable within `timeoutMs` or `isRunning` ends.
 */
export async function becomePrimary(port: number, timeoutMs: number, isRunning: () => boolean): Promise<boolean> {
  const host = `127.0.0.1:${port}`
  const client = new MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: timeoutMs })
  try {
    const admin = (await client.connect()).db('admin')
    let writable = false
    await waitUntil(async () => {
      // A change of state closes connections under a waiting command: no answer is an answer for later.
      const hello = await admin.command({ hello: 1 }).catch(() => undefined)
      // `me` comes from the stored configuration: a primary under an old name sends drivers to a port of nobody's.
      writable = hello?.isWritablePrimary === true && hello.me === host
      if (!writable && isRunning()) await arrange(client, host).catch(() => undefined) // refused for the moment: again
      return writable || !isRunning()
    }, timeoutMs)
    return writable
  } finally {
    await client.close()
  }
}

async function arrange(client: MongoClient, host: string): Promise<void> {
  const admin = client.db('admin')
  const answer = await admin.command({ replSetGetConfig: 1 }).catch((error: { code?: number }) => error)
  if ('code' in answer && answer.code === NOT_YET_INITIALIZED) {
    // The same code while a stored configuration is still being read; initiating then would hang (run on 6.0.5).
    const stored = await client.db('local').collection('system.replset').findOne()
    if (stored) return
    const members = [{ _id: 0, host }]
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members } })
  } else if ('config' in answer && answer.config.members[0].host !== host) {
    const [member] = answer.config.members
    const config = { ...answer.config, version: answer.config.version + 1, members: [{ ...member, host }] }
    await admin.command({ replSetReconfig: config, force: true })
  }
}
