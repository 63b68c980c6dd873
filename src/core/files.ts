import { createHash } from 'node:crypto'

/** A picture or file that somebody sent, as the platform gave it. */
export interface ReceivedFile {
  readonly bytes: Buffer
  /** As its sender called it, when the platform tells. */
  readonly name?: string
}

/** Files by what is in them: the same bytes are kept once. An object store can take the place of a folder. */
export interface FileStore {
  /** Durable once it resolves. */
  put(bytes: Buffer): Promise<{ readonly storageKey: string; readonly sha256: string }>
  /** Undefined: there is none under this key. */
  get(storageKey: string): Promise<Buffer | undefined>
}

/** A photo of a phone has 3 to 12 MB; both platforms deliver at most 20 MB of what is worth keeping as evidence. */
export const MOST_FILE_BYTES = 20 * 1024 * 1024

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** What begins so is that; the name alone proves nothing. Office files are zip archives, told apart by their name. */
const SIGNATURES: readonly { readonly starts: readonly number[]; readonly at?: number; readonly mediaType: string }[] =
  [
    { starts: [0xff, 0xd8, 0xff], mediaType: 'image/jpeg' },
    { starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], mediaType: 'image/png' },
    { starts: [0x47, 0x49, 0x46, 0x38], mediaType: 'image/gif' },
    { starts: [0x57, 0x45, 0x42, 0x50], at: 8, mediaType: 'image/webp' },
    { starts: [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69], at: 4, mediaType: 'image/heic' },
    { starts: [0x25, 0x50, 0x44, 0x46, 0x2d], mediaType: 'application/pdf' },
  ]
const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** The old Office formats. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0]
const OFFICE: ReadonlyMap<string, string> = new Map([
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
])
const OLD_OFFICE: ReadonlyMap<string, string> = new Map([
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
  ['ppt', 'application/vnd.ms-powerpoint'],
])

/** The media type of a picture, PDF or Office file by its first bytes; undefined for anything else. */
export function mediaTypeOf({ bytes, name = '' }: ReceivedFile): string | undefined {
  const known = SIGNATURES.find(({ starts, at = 0 }) => beginsWith(bytes, starts, at))
  if (known) return known.mediaType
  const extension = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (beginsWith(bytes, ZIP)) return OFFICE.get(extension)
  return beginsWith(bytes, COMPOUND) ? OLD_OFFICE.get(extension) : undefined
}

const beginsWith = (bytes: Buffer, starts: readonly number[], at = 0): boolean =>
  starts.every((byte, index) => bytes[at + index] === byte)

/** Everything of a stream, or undefined once it is longer than may be kept. */
export async function readWhole(
  stream: AsyncIterable<Uint8Array>,
  most = MOST_FILE_BYTES,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.byteLength
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
