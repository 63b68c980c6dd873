import { PlatformError } from '../../core/errors.js'
import { type Fields, isFields } from '../../core/json.js'
import type { DingtalkApi, Operation } from './api.js'
import { overLimit, TEXT_LIMITS } from './card-limits.js'
import { refusal } from './errors.js'
import { type Message, toRobotMessage, toSessionMessage } from './messages.js'
import { isOpaqueId } from './read-message.js'

/** A group, or one person in private. */
export type Receiver = { readonly openConversationId: string } | { readonly userId: string }

/** Variables of a card template: every value is a text. */
export type CardVariables = Readonly<Record<string, string>>

/** Where a card's taps go. */
export type CallbackRoute = { readonly callbackType: 'STREAM' } | CallbackAddress
interface CallbackAddress {
  readonly callbackType: 'HTTP'
  readonly callbackRouteKey: string
}

/** What `sampleFile` knows. https://open.dingtalk.com/document/development/robot-message-type */
export type FileType = 'xlsx' | 'pdf' | 'zip' | 'rar' | 'doc' | 'docx'

/** The API calls the bot makes. All throw `PlatformError`. */
export interface DingtalkClient {
  /** Proves id and secret. */
  prove(): Promise<void>
  registerCallback(routeKey: string, url: string, secret: string): Promise<void>
  reply(sessionUrl: string, message: Message): Promise<void>
  /** The message's `processQueryKey`, or ''. */
  send(receiver: Receiver, message: Message): Promise<string>
  /** Resolves as well when a card of this key is there already: then it was delivered before. */
  createCard(
    receiver: Receiver,
    key: string,
    templateId: string,
    route: CallbackRoute,
    variables: CardVariables,
  ): Promise<void>
  updateCard(key: string, variables: CardVariables): Promise<void>
  /** Names of people; those DingTalk does not tell are left out. */
  namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The media id, which only DingTalk's own client can open. */
  uploadMedia(type: 'image' | 'file', name: string, bytes: Uint8Array): Promise<string>
  sendFile(receiver: Receiver, mediaId: string, fileName: string, fileType: FileType): Promise<string>
  sendImage(receiver: Receiver, mediaId: string): Promise<string>
  /** Where the file behind a received `downloadCode` lies for a while; may be `http:`. */
  downloadUrl(downloadCode: string): Promise<string>
}

const calls = (api: string, effect: Operation['effect']): Operation => ({ api, effect, pool: 'calls' })

/** Which budget a reply uses is not documented; the name of the pool (Webhook & Stream) says this one. */
const REPLY: Operation = { api: 'robot.sendBySession', effect: 'send', pool: 'pushes' }
const SEND_TO_PERSON = calls('robot.oToMessages.batchSend', 'send')
const SEND_TO_GROUP = calls('robot.groupMessages.send', 'send')
/** Of an unknown outcome the same key tells: the card is there already. */
const CREATE_CARD = calls('card.createAndDeliver', 'send')
const UPDATE_CARD = calls('card.update', 'repeatable')
const REGISTER = calls('card.callbacks.register', 'repeatable')
const DOWNLOAD = calls('robot.messageFiles.download', 'repeatable')
/** Not on the list of what is free. */
const UPLOAD = calls('media.upload', 'repeatable')
/** Free: https://open.dingtalk.com/document/development/basic-interfaces-such-as-log-off-and-address-book */
const USER: Operation = { api: 'user.get', effect: 'repeatable' }

/** Nobody of this id: left, or of another organisation. */
const UNKNOWN_USER = new Set(['33012', '60121', '40104'])
const NAMES_AT_ONCE = 5

export function createClient(api: DingtalkApi, robotCode: string): DingtalkClient {
  const sendRaw = async (receiver: Receiver, message: { msgKey: string; msgParam: string }): Promise<string> => {
    const bytes = Buffer.byteLength(message.msgParam)
    if (bytes > TEXT_LIMITS.msgParamBytes) throw overLimit(`${bytes} bytes of ${TEXT_LIMITS.msgParamBytes}`)
    if ('openConversationId' in receiver) {
      // https://open.dingtalk.com/document/development/the-robot-sends-a-group-message
      const body = { robotCode, openConversationId: receiver.openConversationId, ...message }
      return queryKeyOf(await api.call(SEND_TO_GROUP, 'POST', '/v1.0/robot/groupMessages/send', body))
    }
    // https://open.dingtalk.com/document/development/chatbots-send-one-on-one-chat-messages-in-batches
    const body = { robotCode, userIds: [receiver.userId], ...message }
    const answer = await api.call(SEND_TO_PERSON, 'POST', '/v1.0/robot/oToMessages/batchSend', body)
    // Success may be partial: the lists name whom it did not reach.
    for (const list of ['invalidStaffIdList', 'flowControlledStaffIdList'] as const)
      if (listOf(answer[list]).includes(receiver.userId)) throw refusal(list, SEND_TO_PERSON.api)
    return queryKeyOf(answer)
  }

  const nameOf = async (userId: string): Promise<string | undefined> => {
    // https://open.dingtalk.com/document/development/query-user-details
    const answer = await api
      .callOld(USER, '/topapi/v2/user/get', { userid: userId, language: 'zh_CN' })
      .catch((error: unknown) => {
        if (error instanceof PlatformError && UNKNOWN_USER.has(error.code)) return {} as Fields
        throw error
      })
    const user = isFields(answer.result) ? answer.result : {}
    return typeof user.name === 'string' && user.name !== '' ? user.name : undefined
  }

  return {
    prove: api.prove,

    // https://open.dingtalk.com/document/development/register-card-callback-address
    registerCallback: async (callbackRouteKey, callbackUrl, apiSecret) => {
      const body = { callbackRouteKey, callbackUrl, apiSecret, forceUpdate: true }
      await api.call(REGISTER, 'POST', '/v1.0/card/callbacks/register', body)
    },

    reply: async (sessionUrl, message) => {
      await api.callUrl(REPLY, sessionUrl, toSessionMessage(message))
    },

    send: async (receiver, message) => sendRaw(receiver, toRobotMessage(message)),

    // https://open.dingtalk.com/document/development/create-and-deliver-cards
    createCard: async (receiver, outTrackId, cardTemplateId, route, cardParamMap) => {
      const body = { cardTemplateId, outTrackId, ...route, cardData: { cardParamMap }, ...spaceOf(receiver, robotCode) }
      let answer: Fields
      try {
        answer = await api.call(CREATE_CARD, 'POST', '/v1.0/card/instances/createAndDeliver', body)
      } catch (error) {
        if (error instanceof PlatformError && error.code === 'param.cardAlreadyExist') return
        throw error
      }
      // HTTP 200 says that the card was made; whether it arrived stands inside.
      const result = isFields(answer.result) ? answer.result : {}
      const results = Array.isArray(result.deliverResults) ? result.deliverResults : []
      if (results.some((one) => isFields(one) && String(one.success) === 'false'))
        throw refusal('card-not-delivered', CREATE_CARD.api)
    },

    // https://open.dingtalk.com/document/development/interactive-card-update-interface: without the option all is replaced
    updateCard: async (outTrackId, cardParamMap) => {
      const body = { outTrackId, cardData: { cardParamMap }, cardUpdateOptions: { updateCardDataByKey: true } }
      await api.call(UPDATE_CARD, 'PUT', '/v1.0/card/instances', body)
    },

    namesOf: async (userIds) => {
      const names = new Map<string, string>()
      const known = [...new Set(userIds)].filter((id) => id !== '' && !isOpaqueId(id))
      for (let start = 0; start < known.length; start += NAMES_AT_ONCE) {
        const chunk = known.slice(start, start + NAMES_AT_ONCE)
        const found = await Promise.all(chunk.map(async (id) => [id, await nameOf(id)] as const))
        for (const [id, name] of found) if (name !== undefined) names.set(id, name)
      }
      return names
    },

    // https://open.dingtalk.com/document/development/upload-media-files: `type` in the address as well, else 40004
    uploadMedia: async (type, name, bytes) => {
      const form = new FormData()
      form.set('type', type)
      form.set('media', new Blob([new Uint8Array(bytes)]), name)
      const answer = await api.callOld(UPLOAD, `/media/upload?type=${type}`, form)
      return textOf(answer, 'media_id', UPLOAD.api)
    },

    sendFile: (receiver, mediaId, fileName, fileType) =>
      sendRaw(receiver, { msgKey: 'sampleFile', msgParam: JSON.stringify({ mediaId, fileName, fileType }) }),

    sendImage: (receiver, mediaId) =>
      sendRaw(receiver, { msgKey: 'sampleImageMsg', msgParam: JSON.stringify({ photoURL: mediaId }) }),

    // https://open.dingtalk.com/document/development/download-the-file-content-of-the-robot-receiving-message
    downloadUrl: async (downloadCode) => {
      const answer = await api.call(DOWNLOAD, 'POST', '/v1.0/robot/messageFiles/download', { downloadCode, robotCode })
      return textOf(answer, 'downloadUrl', DOWNLOAD.api)
    },
  }
}

/** Forwarded, a card would show a branch's ledger to strangers. */
const SPACE = { supportForward: false }

function spaceOf(receiver: Receiver, robotCode: string): Record<string, unknown> {
  return 'openConversationId' in receiver
    ? {
        openSpaceId: `dtv1.card//IM_GROUP.${receiver.openConversationId}`,
        imGroupOpenSpaceModel: SPACE,
        imGroupOpenDeliverModel: { robotCode },
      }
    : {
        openSpaceId: `dtv1.card//IM_ROBOT.${receiver.userId}`,
        imRobotOpenSpaceModel: SPACE,
        imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
      }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const queryKeyOf = ({ processQueryKey }: Fields): string => (typeof processQueryKey === 'string' ? processQueryKey : '')

function textOf(answer: Fields, name: string, api: string): string {
  const value = answer[name]
  if (typeof value === 'string' && value !== '') return value
  throw new PlatformError('retryable', `no-${name}`, `DingTalk ${api} answered without ${name}; it is tried again`)
}
