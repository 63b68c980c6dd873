/** A picture, file or voice of a message, as far as a person sees it before opening it. */
export interface ChatAttachment {
  readonly kind: 'image' | 'file' | 'audio'
  /** The platform's own key of it; with the message's id it names the bytes. */
  readonly key: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** A voice: how long it is. */
  readonly seconds?: number
  /** A voice: what the platform wrote down of it. */
  readonly transcript?: string
}

/** What a platform keeps of a file that somebody sent. */
export interface StoredAttachment extends ChatAttachment {
  readonly bytes: Buffer
}

/** Without the bytes: what a message carries to whoever draws it. */
export function describeAttachment({ bytes: _bytes, ...described }: StoredAttachment): ChatAttachment {
  return described
}

/** Messages with words and pictures are written piece by piece: a text, or the bytes of a picture. */
export type MessagePart = string | Buffer
