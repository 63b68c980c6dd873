import { startServices } from '/work/main/src/services/services.js'
import { silentLogger } from '/work/main/src/core/logger.js'
import { mkdtempSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { MongoClient } from 'mongodb'
if (process.argv[2]) {
  const c = await new MongoClient(process.argv[2]).connect()
  const s = c.startSession(); s.startTransaction()
  await c.db().collection('x').updateOne({_id: 1 as any}, {$inc: {n: 1}}, {session: s})
  console.log('open'); await new Promise(()=>setInterval(()=>{},1000))
}
const sv = await startServices({dataDir: mkdtempSync('/tmp/fx/d-'), allowEmbedded: true, logger: silentLogger})
const c = await new MongoClient(sv.mongoUri).connect()
await c.db().collection('x').insertOne({_id: 1 as any, n: 0})
const p = spawn(process.execPath, ['--import','tsx','/work/main/test/zz-txn.ts', sv.mongoUri], {stdio: ['ignore','pipe','inherit'], cwd: '/work/main'})
await new Promise(r => p.stdout!.once('data', r))
p.kill('SIGKILL'); const t = Date.now()
await new Promise(r => setTimeout(r, 500))
console.log(JSON.stringify(await c.db('admin').aggregate([{$currentOp: {allUsers: true, idleSessions: true}}, {$match: {type: 'idleSession'}}]).toArray()))
await c.withSession(s => s.withTransaction(() => c.db().collection('x').updateOne({_id: 1 as any}, {$inc: {n: 1}}, {session: s})))
console.log('free after', Date.now() - t)
await c.close(); await sv.stop(); process.exit(0)
