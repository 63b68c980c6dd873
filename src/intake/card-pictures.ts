import type { Block, Card } from '../core/card.js'
import { PlatformError } from '../core/errors.js'
import type { FileStore } from '../core/files.js'
import type { Logger } from '../core/logger.js'
import type { Content, Platform } from '../core/platform.js'
import { readPictureKey, writePictureKey } from '../models/picture-key.js'

type Picture = Extract<Block, { type: 'picture' }>

const isPicture = (block: Block): block is Picture => block.type === 'picture'

/**
 * The content with every picture named as this platform knows it: uploaded once, remembered for the next card. What
 * can't be uploaded stays without a key and is shown as words, so that a card is never lost for its picture. Throws only
 * when MongoDB does.
 */
export async function withPictures(
  content: Content,
  platform: Platform,
  deps: { readonly files: FileStore; readonly logger: Logger },
): Promise<Content> {
  if (content.type !== 'card' || !content.card.blocks.some(isPicture)) return content
  const blocks: Block[] = []
  for (const block of content.card.blocks) {
    const key = isPicture(block) ? await keyOf(block, platform, deps) : undefined
    blocks.push(isPicture(block) && key !== undefined ? { ...block, key } : block)
  }
  const card: Card = { ...content.card, blocks }
  return { type: 'card', card }
}

async function keyOf(
  { storageKey, mediaType }: Picture,
  platform: Platform,
  { files, logger }: { readonly files: FileStore; readonly logger: Logger },
): Promise<string | undefined> {
  const id = `${platform.name}|${platform.appId}|${storageKey}`
  const known = await readPictureKey(id)
  if (known !== undefined) return known
  try {
    const bytes = await files.get(storageKey)
    const key = bytes && (await platform.uploadPicture(bytes, mediaType))
    if (key !== undefined) await writePictureKey(id, key)
    return key
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    logger.warn({ platform: platform.name, kind: error.kind, code: error.code }, 'a picture is shown as words')
    return undefined
  }
}
