import type { Route } from './route.js'

/** Where a client of the long connection asks for its address. Outside the open platform: no token, no quota. */
export const wsEndpointRoutes: readonly Route[] = [
  {
    name: 'ws.endpoint',
    method: 'POST',
    path: '/callback/ws/endpoint',
    free: true,
    withoutToken: true,
    handle: ({ body }, { longConnection }) => longConnection.endpoint(body),
  },
]
