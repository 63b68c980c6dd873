import { PlatformError } from '../../core/errors.js'
import { ApiFailure } from './api-failure.js'
import type { DingtalkClient } from './client.js'
import { toPlatformError } from './errors.js'
import { fetchFile } from './http.js'

const FETCH = 'robot.messageFiles.fetch'

/**
 * The bytes behind a received `downloadCode`: a code becomes an address that lasts for a while, and the address the file.
 * Throws `PlatformError`; `too-large` over 20 MB. https://open.dingtalk.com/document/development/download-the-file-content-of-the-robot-receiving-message
 */
export async function download(client: DingtalkClient, downloadCode: string): Promise<Buffer> {
  const url = await client.downloadUrl(downloadCode)
  if (!/^https?:\/\//.test(url))
    throw new PlatformError('permanent-content', 'no-address', 'DingTalk gave no web address')
  const bytes = await fetchFile(url).catch((error: unknown) => {
    throw error instanceof ApiFailure ? toPlatformError(error, FETCH, 'repeatable') : error
  })
  if (bytes) return bytes
  throw new PlatformError('permanent-content', 'too-large', 'a file that somebody sent is larger than 20 MB')
}
