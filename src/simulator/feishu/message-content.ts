import { lintCardText } from './card-linter.js'
import type { PlatformContext } from './context.js'
import { ApiError, cardRefused } from './errors.js'
import { asString, isObject, type JsonObject, parseJson } from './json.js'
import { placeAtTags } from './mentions.js'
import type { Mention } from './world.js'

const kb = 1024

export interface CheckedContent {
  readonly content: string
  readonly mentions: readonly Mention[]
}

/**
 * The content of an outgoing message as the platform would store it, or its refusal. Content is a JSON *text*: an
 * object, or a text encoded twice, is 230001.
 * https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json
 */
export function checkContent(msgType: unknown, content: unknown, context: PlatformContext): CheckedContent {
  if (typeof content !== 'string') throw invalid('content is not a string in json format')
  const limit = msgType === 'text' ? 150 * kb : 30 * kb
  if (Buffer.byteLength(content) > limit) {
    throw new ApiError(230025, 'The length of the message content reaches its limit.')
  }
  const parsed = parseJson(content)
  if (!isObject(parsed)) throw invalid('content is not a string in json format')
  switch (msgType) {
    case 'text':
      return checkText(parsed, context)
    case 'post':
      return checkPost(parsed, content)
    case 'interactive':
      checkCard(content, parsed, context)
      return { content, mentions: [] }
    case 'image':
    case 'file':
    case 'media':
    case 'audio':
      checkUpload(msgType, parsed, context)
      return { content, mentions: [] }
    default:
      throw invalid(`unsupported msg_type ${String(msgType)}`)
  }
}

const invalid = (detail: string): ApiError =>
  new ApiError(230001, `Your request contains an invalid request parameter, ext=${detail}`)

function checkText(parsed: JsonObject, { world }: PlatformContext): CheckedContent {
  const text = asString(parsed.text)
  if (!text) throw invalid('text is empty')
  const placed = placeAtTags(text, (openId) => world.people.get(openId)?.name)
  return { content: JSON.stringify({ ...parsed, text: placed.text }), mentions: placed.mentions }
}

/** An outgoing post needs a locale around it; a received one has none. */
function checkPost(parsed: JsonObject, content: string): CheckedContent {
  const locales = Object.values(parsed)
  const whole = locales.length > 0 && locales.every((post) => isObject(post) && Array.isArray(post.content))
  if (!whole) throw invalid('post without a locale or content')
  return { content, mentions: [] }
}

const uploadKey = { image: 'image_key', file: 'file_key', media: 'file_key', audio: 'file_key' } as const

function checkUpload(msgType: keyof typeof uploadKey, parsed: JsonObject, { world }: PlatformContext): void {
  const key = asString(parsed[uploadKey[msgType]])
  if (!key) throw invalid(`${uploadKey[msgType]} is missing`)
  const upload = world.uploads.get(key)
  if (!upload || (upload.kind === 'image') !== (msgType === 'image')) {
    throw new ApiError(230017, 'Bot is NOT the owner of the resource.')
  }
  if (upload.fileType === 'mp4' && msgType === 'file') {
    throw new ApiError(230055, 'The type of file upload does not match the type of message being sent.')
  }
}

/** Refuses a card with the first thing the linter finds. */
export function checkCard(content: string, parsed: JsonObject, { world, options }: PlatformContext): void {
  if (Buffer.byteLength(content) > 30 * kb) {
    throw new ApiError(230025, 'The length of the message content reaches its limit.')
  }
  // Templates and card entities live in a console that isn't simulated.
  if (parsed.type === 'template' || parsed.type === 'card') throw cardRefused(11310, 'ROOT', 'template is not visible')
  const [problem] = lintCardText(content, {
    hasImage: (key) => world.uploads.get(key)?.kind === 'image',
    hasPerson: (openId) => openId === options.botOpenId || world.people.has(openId),
  })
  if (problem) throw cardRefused(problem.code, `ROOT -> ${problem.path}`, problem.reason)
}
