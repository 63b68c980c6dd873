import type { ServerResponse } from 'node:http'

/** Bytes of somebody, under the name he gave them. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Buffer
}

/** What a browser may draw by itself; what begins so is that, whatever its name says. */
const drawable: readonly { readonly starts: string; readonly at?: number; readonly type: string }[] = [
  { starts: 'ffd8ff', type: 'image/jpeg' },
  { starts: '89504e470d0a1a0a', type: 'image/png' },
  { starts: '47494638', type: 'image/gif' },
  { starts: '57454250', at: 8, type: 'image/webp' },
]

/** The media type of a picture that the page shows; undefined for everything else. */
export const pictureType = (bytes: Buffer): string | undefined =>
  drawable.find(({ starts, at = 0 }) => bytes.toString('hex', at, at + starts.length / 2) === starts)?.type

/** Serves what somebody sent: pictures to be drawn, everything else only to be saved. Nothing in it may run. */
export function answerBytes(response: ServerResponse, { name, bytes }: NamedBytes): void {
  const type = pictureType(bytes)
  response.writeHead(200, {
    'content-type': type ?? 'application/octet-stream',
    'content-disposition': `${type ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // A key names the same bytes for ever.
    'cache-control': 'private, max-age=3600',
  })
  response.end(bytes)
}
