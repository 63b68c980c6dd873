// What the vendor's README shows: Express, express.json and the SDK's own `adaptExpress`. Its handler does nothing, so
// nothing is stored; freshness and token it never checks.
import { adaptExpress, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk'
import express from 'express'

const { encryptKey, verificationToken } = JSON.parse(process.argv[2])
const dispatcher = new EventDispatcher({ encryptKey, verificationToken, loggerLevel: LoggerLevel.error })
dispatcher.register({ 'im.message.receive_v1': async () => ({}) })
const app = express()
app.use(express.json())
app.post('/feishu/events', adaptExpress(dispatcher, { autoChallenge: true }))
const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.once('disconnect', () => process.exit(0))
