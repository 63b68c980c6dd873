import type { CallbackLocks } from './callback-locks.js'
import type { Limits } from './limits.js'
import type { PlatformSettings, ResolvedOptions } from './options.js'
import type { Tokens } from './tokens.js'
import type { UuidMemory } from './uuid-memory.js'
import type { World } from './world.js'
import type { WsGateway } from './ws-gateway.js'

/** What the parts of one simulated platform share. */
export interface PlatformContext {
  readonly options: ResolvedOptions
  readonly settings: PlatformSettings
  readonly world: World
  readonly tokens: Tokens
  readonly limits: Limits
  readonly uuids: UuidMemory
  readonly locks: CallbackLocks
  readonly longConnection: WsGateway
}
