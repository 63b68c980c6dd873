import { asString } from '../../feishu/json.js'
import { parseMultipart } from '../../multipart.js'
import { ApiError, missing } from '../errors.js'
import { newId } from '../ids.js'
import { ok, type Route } from './route.js'

const mb = 1024 * 1024

const uploads: Readonly<Record<string, { readonly maxBytes: number; readonly extensions: RegExp } | undefined>> = {
  image: { maxBytes: 20 * mb, extensions: /\.(jpe?g|gif|png|bmp)$/i },
  voice: { maxBytes: 2 * mb, extensions: /\.(amr|mp3|wav)$/i },
  video: { maxBytes: 20 * mb, extensions: /\.mp4$/i },
  file: { maxBytes: 20 * mb, extensions: /\.(docx?|xlsx?|pptx?|zip|pdf|rar)$/i },
}

/** Uploads of the bot, and files that people sent to it. */
export const fileRoutes: readonly Route[] = [
  {
    // https://open.dingtalk.com/document/development/upload-media-files
    name: 'media.upload',
    method: 'POST',
    path: '/media/upload',
    scope: 'qyapi_base',
    handle({ contentType, query, raw }, { files, options }) {
      // The page asks for the type in the form and, in its list of errors, in the address.
      const type = query.get('type') ?? ''
      const allowed = uploads[type]
      if (!allowed) throw new ApiError(40004, '不合法的媒体文件类型')
      const media = parseMultipart(raw, contentType)?.get('media')
      if (!media?.filename) throw new ApiError(40035, '不合法的参数 media')
      if (!allowed.extensions.test(media.filename)) throw new ApiError(40005, '不合法的文件类型')
      if (media.bytes.length === 0 || media.bytes.length > allowed.maxBytes) {
        throw new ApiError(40006, '不合法的文件大小')
      }
      const id = newId.media()
      files.media.set(id, { name: media.filename, bytes: media.bytes, type })
      return ok({ media_id: id, created_at: options.clock.now(), type })
    },
  },
  {
    // https://open.dingtalk.com/document/development/download-the-file-content-of-the-robot-receiving-message
    name: 'files.download',
    method: 'POST',
    path: '/v1.0/robot/messageFiles/download',
    scope: 'qyapi_robot_sendmsg',
    handle({ body }, { files, options, settings, url }) {
      if (!asString(body.downloadCode)) throw missing('downloadCode')
      if (body.robotCode !== options.robotCode) throw wrongCode
      const file = files.byCode(String(body.downloadCode), settings.downloadCodeSeconds)
      if (!file) throw wrongCode
      const { key, until } = files.newLink(file)
      return { body: { downloadUrl: `${url()}/simulated-files/${key}?Expires=${Math.floor(until / 1000)}` } }
    },
  },
  {
    name: 'files.get',
    method: 'GET',
    path: '/simulated-files/:key',
    auth: 'none',
    unthrottled: true,
    handle({ params }, { files }) {
      const file = files.byLink(params.key ?? '')
      if (!file) throw new ApiError('AccessDenied', 'Request has expired.', 403)
      return { file }
    },
  },
]

const wrongCode = new ApiError('invalidParameter.robotCode.downloadCode', 'robotCode或downloadCode无效')
