import { type FormPart, parseMultipart } from '../../multipart.js'
import { ApiError } from '../errors.js'
import { newId } from '../ids.js'
import type { ApiRequest, Route } from './route.js'

const mb = 1024 * 1024
const fileTypes = new Set(['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'])

/** https://open.feishu.cn/document/server-docs/im-v1/file/create, …/image/create and …/message/get-2 */
export const uploadRoutes: readonly Route[] = [
  {
    name: 'file.create',
    method: 'POST',
    path: '/open-apis/im/v1/files',
    handle(request, { world }) {
      const parts = formParts(request)
      const fileType = text(parts.get('file_type'))
      const name = text(parts.get('file_name'))
      const bytes = parts.get('file')?.bytes
      if (!fileTypes.has(fileType) || !name || !bytes) throw new ApiError(234001, 'Invalid request param.')
      checkSize(bytes, 30 * mb)
      const key = newId.file()
      world.uploads.set(key, { kind: 'file', bytes, name, fileType })
      return { data: { file_key: key } }
    },
  },
  {
    name: 'image.create',
    method: 'POST',
    path: '/open-apis/im/v1/images',
    handle(request, { world }) {
      const parts = formParts(request)
      const bytes = parts.get('image')?.bytes
      if (!['message', 'avatar'].includes(text(parts.get('image_type'))) || !bytes) {
        throw new ApiError(234001, 'Invalid request param.')
      }
      checkSize(bytes, 10 * mb)
      const key = newId.image()
      world.uploads.set(key, { kind: 'image', bytes })
      return { data: { image_key: key } }
    },
  },
  {
    name: 'resource.get',
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
    handle({ params, query }, { world }) {
      const message = world.messages.get(params.message_id ?? '')
      if (!message) throw new ApiError(234001, 'Invalid request param.')
      if (!world.getChat(message.chatId).botIn) throw new ApiError(234004, 'The app is not in the chat.')
      if (message.msgType === 'interactive' || message.msgType === 'merge_forward') {
        throw new ApiError(234043, 'Unsupported message type.')
      }
      const resource = message.resources.get(params.file_key ?? '')
      if (!resource) throw new ApiError(234003, 'The file does not belong to the message.')
      if (resource.kind !== query.get('type')) throw new ApiError(234001, 'Invalid request param: type')
      const contentType = resource.kind === 'image' ? 'image/png' : 'application/octet-stream'
      return { file: { bytes: resource.bytes, name: resource.name ?? `${params.file_key}.png`, contentType } }
    },
  },
]

function formParts(request: ApiRequest): ReadonlyMap<string, FormPart> {
  const parts = parseMultipart(request.raw, request.contentType)
  if (!parts) throw new ApiError(234001, 'Invalid request param: not multipart/form-data')
  return parts
}

const text = (part: FormPart | undefined): string => part?.bytes.toString('utf8') ?? ''

function checkSize(bytes: Buffer, limit: number): void {
  if (bytes.length > limit) throw new ApiError(234006, 'The file size exceed the max value.')
  if (bytes.length === 0) throw new ApiError(234010, "File's size can't be 0.")
}
