import { createHash, randomBytes } from 'node:crypto'

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

/**
 * Identifiers in the platform's own shapes, so that code which looks at a prefix or a length meets the real thing.
 * Samples: https://open.feishu.cn/document/server-docs/im-v1/message/events/receive
 */
export const newId = {
  app: () => `cli_${hex(8)}`,
  openId: () => `ou_${hex(16)}`,
  unionId: () => `on_${hex(16)}`,
  userId: () => hex(4),
  chat: () => `oc_${hex(16)}`,
  /** The same after a restart, because a bot may have kept it. */
  privateChat: (appId: string, openId: string) => `oc_${hashed(`${appId} ${openId}`)}`,
  message: () => `om_${hex(16)}`,
  batchMessage: () => `bm-${hex(16)}`,
  event: () => hex(16),
  tenant: () => hex(8),
  tenantToken: () => `t-${hex(20)}`,
  cardToken: () => `c-${hex(20)}`,
  image: () => `img_v3_${hex(24)}`,
  file: () => `file_v3_${hex(24)}`,
  log: () => hex(16).toUpperCase(),
  nonce: () => String(randomBytes(4).readUInt32BE()),
}
