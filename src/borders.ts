import type { Config } from './config.js'
import type { Form } from './core/card.js'
import type { FormLinks } from './core/form-link.js'
import type { Logger } from './core/logger.js'
import type { ApiCall, Door, Lease, LongConnection, Platform } from './core/platform.js'
import { NotReadyError } from './http/health-routes.js'
import type { RawHandler } from './http/server.js'
import { createWebhook, type WebhookResult } from './http/webhook.js'
import { linkToForm } from './intake/open-form.js'
import { createDingtalkPlatform } from './platforms/dingtalk/platform.js'
import { createFeishuPlatform } from './platforms/feishu/platform.js'

export type Platforms = ReadonlyMap<string, Platform>

/** The platforms that are configured. `links` undefined: an office without a public address gets none. */
export function createPlatforms(
  config: Config,
  links: FormLinks | undefined,
  logger: Logger,
  onApiCall: (call: ApiCall) => void,
): Platforms {
  const platforms = new Map<string, Platform>()
  const { feishu, dingtalk } = config
  if (feishu) platforms.set('feishu', createFeishuPlatform(feishu, { logger, onApiCall }))
  if (dingtalk) {
    const link = links && linkToForm(links, { platform: 'dingtalk', appId: dingtalk.clientId })
    const linkTo = ({ submit: { action } }: Form, userId: string): string | undefined =>
      'draftId' in action ? link?.(action.draftId, userId) : undefined
    platforms.set('dingtalk', createDingtalkPlatform(dingtalk, { logger, onApiCall, ...(link ? { linkTo } : {}) }))
  }
  return platforms
}

interface WayInDeps {
  readonly doorOf: (platform: Platform) => Door
  readonly logger: Logger
}

/** Every platform's HTTP routes. */
export function webhooksOf(
  platforms: Platforms,
  { doorOf, logger, count }: WayInDeps & { readonly count: (result: WebhookResult) => void },
): Record<string, RawHandler> {
  return Object.fromEntries(
    [...platforms.values()].flatMap((platform) =>
      Object.entries(platform.webhooks).map(([path, receive]) => [
        path,
        createWebhook(receive, { door: doorOf(platform), logger, count }),
      ]),
    ),
  )
}

/** Opens the long connections of platforms that are configured so, by name. */
export function connectAll(
  platforms: Platforms,
  { doorOf, leaseOf }: Pick<WayInDeps, 'doorOf'> & { readonly leaseOf: (name: string) => Lease },
): ReadonlyMap<string, LongConnection> {
  const connections = new Map<string, LongConnection>()
  for (const [name, platform] of platforms) {
    const { appId } = platform
    const connection = platform.connect?.({ door: doorOf(platform), lease: leaseOf(`${name}:${appId}`) })
    if (connection) connections.set(name, connection)
  }
  return connections
}

/** What `/readyz` asks of each platform, told apart; `connections` undefined: this process opens none. */
export function borderChecks(
  platforms: Platforms,
  connections: (() => ReadonlyMap<string, LongConnection>) | undefined,
): Record<string, () => Promise<void>> {
  const checks: Record<string, () => Promise<void>> = {}
  for (const [name, platform] of platforms) {
    checks[`${name} bot id`] = async () => assertBotId(platform)
    if (platform.connect && connections) {
      checks[`${name} connection`] = async () => assertConnected(connections().get(name))
    }
  }
  return checks
}

function assertBotId(platform: Platform): void {
  if (platform.botUserId()) return
  throw new NotReadyError('not known yet: check app id, secret and network; it is asked again every few seconds')
}

function assertConnected(connection: LongConnection | undefined): void {
  const state = connection?.state() ?? 'closed'
  if (state !== 'connected' && state !== 'standby') {
    throw new NotReadyError(`${state}: the log tells why; outgoing HTTPS and WebSocket must be allowed`)
  }
}
