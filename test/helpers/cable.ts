import { testDatabase } from './database.js'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js'

/** A database of one's own that lies behind a cable, to be slowed and frozen without hurting any other test. */
export async function databaseBehindCable() {
  const database = testDatabase()
  const { port, pathname } = new URL(database.mongoUri)
  const cable: TcpProxy = await startTcpProxy(Number(port))
  // The set's own address for its members would lead around the cable.
  const mongoUri = `mongodb://127.0.0.1:${cable.port}${pathname}?directConnection=true`
  return { cable, database: { ...database, mongoUri } }
}
