import { authRoutes } from './auth.js'
import { cardRoutes } from './cards.js'
import { contactRoutes } from './contact.js'
import { customRobotRoutes } from './custom-robot.js'
import { fileRoutes } from './files.js'
import { loginRoutes } from './login.js'
import { robotRoutes } from './robot.js'
import type { Route } from './route.js'
import { sessionRoutes } from './session.js'

/** Every API the simulated platform knows; a new one is added here. */
export const routes: readonly Route[] = [
  ...loginRoutes,
  ...authRoutes,
  ...sessionRoutes,
  ...robotRoutes,
  ...customRobotRoutes,
  ...fileRoutes,
  ...cardRoutes,
  ...contactRoutes,
]

export interface MatchedRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

export function matchRoute(method: string, path: string): MatchedRoute | undefined {
  for (const { route, pattern } of patterns) {
    const found = route.method === method ? pattern.exec(path) : null
    if (found) return { route, params: { ...found.groups } }
  }
  return undefined
}
