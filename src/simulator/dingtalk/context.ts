import type { Cards } from './cards.js'
import type { CustomRobots } from './custom-robots.js'
import type { Files } from './files.js'
import type { Limits } from './limits.js'
import type { Logins } from './logins.js'
import type { PlatformSettings, ResolvedOptions } from './options.js'
import type { Sessions } from './sessions.js'
import type { Tokens } from './tokens.js'
import type { World } from './world.js'

/** What the parts of one simulated platform share. */
export interface PlatformContext {
  readonly options: ResolvedOptions
  readonly settings: PlatformSettings
  readonly world: World
  readonly tokens: Tokens
  readonly limits: Limits
  readonly sessions: Sessions
  readonly cards: Cards
  readonly files: Files
  readonly logins: Logins
  readonly customRobots: CustomRobots
  /** Base address of this server, once it listens. */
  readonly url: () => string
}
