import { PlatformError } from '../core/errors.js'
import { mediaTypeOf } from '../core/files.js'
import type { InboundMessage, Platform } from '../core/platform.js'
import type { EvidenceFile } from '../ledger/evidence.js'
import type { ProcessDeps } from './plan.js'

/** A file that came with a message: stored, or why it can't be. */
export type TakenFile = { readonly file: EvidenceFile } | { readonly refusal: string }

const TOO_LARGE = '文件太大，只收20MB以内的图片、PDF 和 Office 文件。'
const WRONG_TYPE = '只收图片、PDF 和 Office 文件（Word、Excel、PPT）。'
const NOT_THERE = '没有取到这份材料，请再发一次。'

/** What a picture is called, which has no name of its own. */
const PICTURE_NAME = '图片'

/**
 * Fetches what came with a message and puts it into the file store, before anything is written to the books: the store
 * keeps a file by what is in it, so that a second run stores nothing twice. Throws where asking again later will do.
 */
export async function takeFile(
  message: InboundMessage,
  platform: Platform,
  { files, logger }: Pick<ProcessDeps, 'files' | 'logger'>,
): Promise<TakenFile> {
  try {
    const received = await platform.download(message)
    const mediaType = mediaTypeOf(received)
    if (mediaType === undefined) return { refusal: WRONG_TYPE }
    const { bytes, name = PICTURE_NAME } = received
    const { storageKey, sha256 } = await files.put(bytes)
    return { file: { name, mediaType, bytes: bytes.length, sha256, storageKey } }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    if (error.code === 'too-large') return { refusal: TOO_LARGE }
    if (error.kind === 'retryable' || error.kind === 'unknown-outcome') throw error
    logger.warn({ platform: platform.name, kind: error.kind, code: error.code }, 'a file was not fetched')
    return { refusal: NOT_THERE }
  }
}
