import { machineNow } from '../../core/clock.js'
import type { JsonObject } from '../feishu/json.js'

const hour = 60 * 60_000

/** Signs with the secret of the attacked address, at a time of the attacker's choice. */
export type Signer = (timestamp?: number) => Readonly<Record<string, string>>

interface Spoiled {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** What an address on the open internet has to stand. Each takes a genuine callback and spoils one thing. */
const spoiled = {
  'wrong-sign': (body, sign) => ({ body: JSON.stringify(body), headers: wrongly(sign()) }),
  'no-headers': (body) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  'old-timestamp': (body, sign) => ({ body: JSON.stringify(body), headers: sign(machineNow() - hour - 60_000) }),
  'future-timestamp': (body, sign) => ({ body: JSON.stringify(body), headers: sign(machineNow() + hour + 60_000) }),
  'foreign-robot': (body, sign) => ({
    body: JSON.stringify({ ...body, robotCode: 'dingforeignrobot0000', chatbotUserId: '$:LWCP_v1:$foreign' }),
    headers: sign(),
  }),
  'foreign-corp': (body, sign) => ({
    body: JSON.stringify({ ...body, chatbotCorpId: 'ding00foreign', corpId: 'ding00foreign' }),
    headers: sign(),
  }),
  'foreign-webhook': (body, sign) => ({
    body: JSON.stringify({ ...body, sessionWebhook: 'http://169.254.169.254/robot/sendBySession?session=x' }),
    headers: sign(),
  }),
  'not-json': (_body, sign) => ({ body: '{"msgtype":', headers: sign() }),
  'not-object': (_body, sign) => ({ body: '[]', headers: sign() }),
  'oversized-body': (body, sign) => ({
    body: JSON.stringify({ ...body, filler: 'A'.repeat(2 * 1024 * 1024) }),
    headers: sign(),
  }),
} satisfies Record<string, (body: JsonObject, sign: Signer) => Spoiled>

export type Attack = keyof typeof spoiled

export const attacks = Object.keys(spoiled) as Attack[]

export const spoil = (kind: Attack, body: JsonObject, sign: Signer): Spoiled => spoiled[kind](body, sign)

const wrongly = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      /sign(ature)?$/.test(name) ? 'A'.repeat(43).concat('=') : value,
    ]),
  )
