import { type Document, MongoClient } from 'mongodb'
import type { Logger } from '../core/logger.js'
import { isAtLeast } from './engine-version.js'
import { OLDEST_MONGOD_SERIES } from './find-mongod.js'
import { maskUri, withoutPassword } from './mask-uri.js'
import { reasonOf, ServiceError } from './service-error.js'

const ANSWER_MS = 10_000

/**
 * Looks at the MongoDB somebody else runs and names what puts the ledger at risk, a line each. Throws `ServiceError`
 * when it doesn't answer. What the account may not look at is left out and logged.
 */
export async function checkMongo(uri: string, logger: Logger): Promise<string[]> {
  const risks: string[] = []
  let client: MongoClient | undefined
  try {
    // An option given here would win over the operator's own in the address.
    const patience = /serverSelectionTimeoutMS=/i.test(uri) ? {} : { serverSelectionTimeoutMS: ANSWER_MS }
    client = new MongoClient(uri, patience)
    const admin = (await client.connect()).db('admin')
    const hello = await admin.command({ hello: 1 })
    const isCluster = hello.msg === 'isdbgrid'
    if (!hello.setName && !isCluster) {
      risks.push(
        'MONGODB_URI is no replica set: transactions fail there and nothing can be recorded; start it with --replSet',
      )
    }
    const { version } = await admin.command({ buildInfo: 1 })
    if (typeof version === 'string' && !isAtLeast(version, OLDEST_MONGOD_SERIES)) {
      risks.push(
        `MONGODB_URI is MongoDB ${version}, older than ${OLDEST_MONGOD_SERIES}, with which the bot was never tried`,
      )
    }
    if (!isCluster) risks.push(...(await journalRisks(client, hello.setName !== undefined, logger)))
    return risks
  } catch (error) {
    const reason = withoutPassword(reasonOf(error), uri)
    throw new ServiceError(`MongoDB at ${maskUri(uri)} can't be used (${reason}): check MONGODB_URI and that it runs`)
  } finally {
    await client?.close()
  }
}

async function journalRisks(client: MongoClient, isReplicaSet: boolean, logger: Logger): Promise<string[]> {
  const admin = client.db('admin')
  // Managed servers and narrow accounts refuse these: no reason to call them risky.
  const ask = async (command: Document): Promise<Document | undefined> =>
    admin.command(command).catch((error: unknown) => {
      logger.info({ reason: reasonOf(error) }, 'the MongoDB account may not read the server configuration: not checked')
      return undefined
    })
  const risks: string[] = []
  const options = await ask({ getCmdLineOpts: 1 })
  if (options?.parsed?.storage?.journal?.enabled === false) {
    risks.push('MONGODB_URI runs without its journal: a power cut loses acknowledged messages; remove --nojournal')
  }
  const set = isReplicaSet ? await ask({ replSetGetConfig: 1 }) : undefined
  if (set?.config?.writeConcernMajorityJournalDefault === false) {
    risks.push(
      'MONGODB_URI has writeConcernMajorityJournalDefault off: a power cut may lose acknowledged messages; turn it on',
    )
  }
  return risks
}
