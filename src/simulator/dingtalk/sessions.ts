import { machineNow } from '../../core/clock.js'
import { newId } from './ids.js'

interface Session {
  readonly session: string
  readonly chatId: string
  until: number
}

/** The `session` of sessionWebhook: one per conversation, its life begun anew by every message to the bot. */
export class Sessions {
  readonly #byChat = new Map<string, Session>()
  readonly #bySession = new Map<string, Session>()

  open(chatId: string, seconds: number): { readonly session: string; readonly until: number } {
    const now = machineNow()
    const known = this.#byChat.get(chatId)
    const session = known && known.until > now ? known : { session: newId.session(), chatId, until: 0 }
    session.until = now + seconds * 1000
    this.#byChat.set(chatId, session)
    this.#bySession.set(session.session, session)
    return session
  }

  chatOf(session: string): string | undefined {
    const known = this.#bySession.get(session)
    return known && known.until > machineNow() ? known.chatId : undefined
  }

  /** As if their time were over. */
  expireAll(): void {
    for (const session of this.#bySession.values()) session.until = 0
  }
}
