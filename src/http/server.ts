import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http'
import express, { type ErrorRequestHandler, type Express, type Router } from 'express'
import type { Logger } from '../core/logger.js'
import { type AdminDeps, adminRoutes, BadInputError } from './admin-routes.js'
import { adminOnly } from './authorise.js'
import { type HealthDeps, healthRoutes } from './health-routes.js'

export type RawHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface ServerDeps {
  readonly logger: Logger
  readonly adminToken?: string
  /** By path; absent in a process that serves no platform. */
  readonly webhooks: Readonly<Record<string, RawHandler>>
  /** Pages that people open, each with its own path. */
  readonly pages: readonly Router[]
  readonly admin: AdminDeps
  readonly health: HealthDeps
}

/** The whole HTTP edge. The webhooks come first and touch nothing of Express but its routing: they are the hot path. */
export function createHttpApp(deps: ServerDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  for (const [path, handler] of Object.entries(deps.webhooks)) app.post(path, handler)
  app.use(healthRoutes(deps.health))
  for (const page of deps.pages) app.use(page)
  app.use('/admin', adminOnly(deps.adminToken), adminRoutes(deps.admin))
  app.use((_request, response) => {
    response.status(404).json({ error: 'not found' })
  })
  app.use(errorAnswer(deps.logger))
  return app
}

/** One line an error, never a stack: what the operator sent wrongly, or that the log tells more. */
function errorAnswer(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = (error as { status?: unknown }).status
    if (error instanceof BadInputError) response.status(400).json({ error: error.message })
    else if (typeof status === 'number' && status >= 400 && status < 500)
      response.status(status).json({ error: 'the request body could not be read' })
    else {
      logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'an admin request failed')
      response.status(500).json({ error: 'internal error; the log of the process tells more' })
    }
  }
}

/**
 * Listens. Slow senders are cut off (node's defaults leave a half-sent request open for five minutes;
 * facts/performance.md §3.4). Throws a line that says what to do when the port is taken.
 */
export function listen(app: Express, host: string, port: number): Promise<Server> {
  const timeouts = { headersTimeout: 5000, requestTimeout: 8000, connectionsCheckingInterval: 1000 }
  const server = createServer({ ...timeouts, ...bornAs(app) }, app)
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`port ${port} is in use: set PORT to a free one`) : error)
    })
    server.listen(port, host, () => resolve(server))
  })
}

/**
 * Classes for the server whose objects have Express' prototypes from birth. Express sets the prototypes of every request
 * and response, which takes V8's fast paths away from both for the rest of their lives and costs more than all our own
 * work (docs/benchmarks.md); setting the prototype that an object already has changes nothing.
 */
function bornAs(app: Express): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppRequest.prototype, app.request)
  Object.setPrototypeOf(AppResponse.prototype, app.response)
  Object.assign(app, { request: AppRequest.prototype, response: AppResponse.prototype })
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse as typeof ServerResponse }
}

/** Running requests get so long to end; after that their connections are cut. */
const CLOSE_WITHIN_MS = 3000
const CLOSE_IDLE_EVERY_MS = 50

/**
 * Stops listening and resolves once every connection is closed. A proxy's keep-alive connection that is never idle for
 * long would otherwise keep the server going for ever.
 */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS)
    const force = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(force)
      resolve()
    })
  })
}
