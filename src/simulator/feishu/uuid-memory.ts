import { machineNow } from '../../core/clock.js'
import { ApiError } from './errors.js'

const rememberMs = 60 * 60_000

/** At most one message per uuid within an hour. https://open.feishu.cn/document/server-docs/im-v1/message/create */
export class UuidMemory {
  readonly #inFlight = new Set<string>()
  readonly #sent = new Map<string, { readonly messageId: string; readonly until: number }>()

  /** Claims the uuid for one request; the caller lets go of it when that request is over. */
  begin(uuid: string): () => void {
    if (this.#inFlight.has(uuid)) throw new ApiError(230049, 'The message is being sent.')
    this.#inFlight.add(uuid)
    return () => this.#inFlight.delete(uuid)
  }

  messageOf(uuid: string | undefined): string | undefined {
    const sent = uuid === undefined ? undefined : this.#sent.get(uuid)
    return sent && sent.until > machineNow() ? sent.messageId : undefined
  }

  remember(uuid: string | undefined, messageId: string): void {
    if (uuid !== undefined) this.#sent.set(uuid, { messageId, until: machineNow() + rememberMs })
  }

  /** As if the hour were over. */
  forgetAll(): void {
    this.#sent.clear()
  }
}
