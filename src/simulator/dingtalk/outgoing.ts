import type { StoredAttachment } from '../attachment.js'
import { asString, isObject, type JsonObject, objectsIn, parseJson } from '../feishu/json.js'
import type { PlatformContext } from './context.js'
import { ApiError, invalid, missing } from './errors.js'
import { showAts } from './mentions.js'
import type { LinkButton, Shown } from './shown.js'
import type { Mention } from './world.js'

/** A message body as the client will show it. */
export interface Checked {
  readonly msgType: string
  readonly shown: Shown
  readonly mentions: readonly Mention[]
}

/**
 * A webhook's message body; undefined for `empty`, which posts nothing.
 * https://open.dingtalk.com/document/development/robot-message-type
 */
export function checkWebhookBody(body: JsonObject, { world }: PlatformContext): Checked | undefined {
  const msgType = asString(body.msgtype) ?? ''
  const part = isObject(body[msgType]) ? body[msgType] : {}
  const at = isObject(body.at) ? body.at : {}
  const ats = (text: string): { text: string; mentions: readonly Mention[] } =>
    showAts(text, stringsIn(at.atUserIds), at.isAtAll === true, (id) => world.people.get(id)?.name)
  const words = (name: string): string => {
    const value = asString(part[name])
    if (!value) throw new ApiError(400105, `不支持的消息类型: ${msgType}.${name}`)
    return value
  }
  switch (msgType) {
    case 'empty':
      return undefined
    case 'text': {
      const { text, mentions } = ats(words('content'))
      return { msgType, shown: { kind: 'text', text }, mentions }
    }
    case 'markdown': {
      const { text, mentions } = ats(words('text'))
      return { msgType, shown: { kind: 'markdown', title: words('title'), text }, mentions }
    }
    case 'link':
      return {
        msgType,
        shown: { kind: 'link', title: words('title'), text: words('text'), url: words('messageUrl') },
        mentions: [],
      }
    case 'actionCard': {
      const single = part.singleTitle === undefined && part.singleURL === undefined ? undefined : 'single'
      const buttons = single
        ? [{ text: words('singleTitle'), url: words('singleURL') }]
        : objectsIn(part.btns).map((button) => toButton(button, 'title', 'actionURL'))
      if (buttons.length === 0) throw new ApiError(400105, '不支持的消息类型: actionCard.btns')
      const { text, mentions } = ats(words('text'))
      const vertical = part.btnOrientation !== '1'
      return { msgType, shown: { kind: 'actionCard', title: words('title'), text, buttons, vertical }, mentions }
    }
    case 'feedCard': {
      const links = objectsIn(part.links).map((link) => toButton(link, 'title', 'messageURL'))
      if (links.length === 0) throw new ApiError(400105, '不支持的消息类型: feedCard.links')
      return { msgType, shown: { kind: 'feedCard', links }, mentions: [] }
    }
    default:
      throw new ApiError(400105, `不支持的消息类型: ${msgType}`)
  }
}

function toButton(from: JsonObject, title: string, link: string): LinkButton {
  const text = asString(from[title])
  const url = asString(from[link])
  if (!text || !url) throw new ApiError(400105, `不支持的消息类型: ${title}/${link}`)
  return { text, url }
}

const maxParamBytes = 15_000
const fileTypes = new Set(['xlsx', 'pdf', 'zip', 'rar', 'doc', 'docx'])

/**
 * `msgKey` and `msgParam` of the robot API. The size limit is documented for groups; it holds for both here.
 * https://open.dingtalk.com/document/development/robot-message-type
 */
export function checkMsgParam(body: JsonObject, { files }: PlatformContext): Checked {
  const { msgKey, msgParam } = body
  if (!asString(msgKey)) throw missing('msgKey')
  if (msgParam === undefined || msgParam === '') throw missing('msgParam')
  const param = typeof msgParam === 'string' ? parseJson(msgParam) : undefined
  if (typeof msgParam !== 'string' || !isObject(param)) throw invalid('msgParam', 'msgParam is not a JSON string')
  if (Buffer.byteLength(msgParam) > maxParamBytes) throw invalid('msgParam', 'msgParam is longer than 15000 bytes')
  const words = (name: string): string => {
    const value = asString(param[name])
    if (!value) throw invalid('msgParam', `msgParam.${name} is missing`)
    return value
  }
  const uploaded = (name: string, kind: StoredAttachment['kind'] = 'file'): StoredAttachment => {
    const key = words(name)
    const file = files.media.get(key)
    if (!file) throw invalid('msgParam', `msgParam.${name} is no media id`)
    return { kind, key, name: file.name, size: file.bytes.length, bytes: file.bytes }
  }
  const mentions: readonly Mention[] = []
  const known = asString(msgKey) ?? ''
  const vertical = known !== 'sampleActionCard6'
  switch (known) {
    case 'sampleText':
      return { msgType: 'text', shown: { kind: 'text', text: words('content') }, mentions }
    case 'sampleMarkdown':
      return { msgType: 'markdown', shown: { kind: 'markdown', title: words('title'), text: words('text') }, mentions }
    case 'sampleImageMsg': {
      // A picture of another server isn't fetched: the page shows nothing from outside.
      const attachments = /^https?:\/\//.test(words('photoURL')) ? [] : [uploaded('photoURL', 'image')]
      return { msgType: 'image', shown: { kind: 'other', text: '[图片]', attachments }, mentions }
    }
    case 'sampleLink':
      words('picUrl')
      return {
        msgType: 'link',
        shown: { kind: 'link', title: words('title'), text: words('text'), url: words('messageUrl') },
        mentions,
      }
    case 'sampleActionCard':
    case 'sampleActionCard2':
    case 'sampleActionCard3':
    case 'sampleActionCard4':
    case 'sampleActionCard5':
    case 'sampleActionCard6': {
      const buttons = buttonNames(known).map(([title, url]) => ({ text: words(title), url: words(url) }))
      const [title, text] = [words('title'), words('text')]
      return { msgType: 'actionCard', shown: { kind: 'actionCard', title, text, buttons, vertical }, mentions }
    }
    case 'sampleAudio':
      uploaded('mediaId')
      words('duration')
      return { msgType: 'audio', shown: { kind: 'other', text: '[语音]' }, mentions }
    case 'sampleFile': {
      if (!fileTypes.has(words('fileType'))) throw invalid('msgParam', 'msgParam.fileType is not supported')
      const file = { ...uploaded('mediaId'), name: words('fileName') }
      return { msgType: 'file', shown: { kind: 'other', text: `[文件] ${file.name}`, attachments: [file] }, mentions }
    }
    case 'sampleVideo':
      uploaded('videoMediaId')
      uploaded('picMediaId')
      words('duration')
      return { msgType: 'video', shown: { kind: 'other', text: '[视频]' }, mentions }
    default:
      throw invalid('msgKey', `msgKey ${known} is not supported`)
  }
}

function buttonNames(msgKey: string): readonly (readonly [title: string, url: string])[] {
  if (msgKey === 'sampleActionCard') return [['singleTitle', 'singleURL']]
  const numbers = [1, 2, 3, 4, 5]
  if (msgKey === 'sampleActionCard6') {
    return numbers.slice(0, 2).map((n) => [`buttonTitle${n}`, `buttonUrl${n}`])
  }
  return numbers.slice(0, Number(msgKey.at(-1))).map((n) => [`actionTitle${n}`, `actionURL${n}`])
}

export const stringsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
