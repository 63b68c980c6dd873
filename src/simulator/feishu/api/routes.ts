import { authRoutes } from './auth.js'
import { batchSendRoutes } from './batch-send.js'
import { botRoutes } from './bot.js'
import { cardUpdateRoutes } from './card-update.js'
import { chatRoutes } from './chats.js'
import { contactRoutes } from './contact.js'
import { messageRoutes } from './messages.js'
import type { Route } from './route.js'
import { uploadRoutes } from './uploads.js'
import { wsEndpointRoutes } from './ws-endpoint.js'

/** Every API the simulated platform knows; a new one is added here. */
export const routes: readonly Route[] = [
  ...authRoutes,
  ...botRoutes,
  ...messageRoutes,
  ...uploadRoutes,
  ...cardUpdateRoutes,
  ...batchSendRoutes,
  ...chatRoutes,
  ...contactRoutes,
  ...wsEndpointRoutes,
]

export interface MatchedRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

export function matchRoute(method: string, path: string): MatchedRoute | undefined {
  for (const { route, pattern } of patterns) {
    const found = route.method === method ? pattern.exec(path) : null
    if (found) return { route, params: { ...found.groups } }
  }
  return undefined
}
