import { createHash, timingSafeEqual } from 'node:crypto'
import type { RequestHandler } from 'express'

/**
 * Lets a request through that carries the admin token, as a bearer token or as the password of HTTP Basic (for a
 * browser). No token configured: the admin pages do not exist (404). Compared in constant time.
 */
export function adminOnly(adminToken: string | undefined): RequestHandler {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  const expected = adminToken === undefined ? undefined : digest(adminToken)
  return (request, response, next) => {
    if (!expected) {
      response.status(404).json({ error: 'not found' })
      return
    }
    const given = tokenOf(request.headers.authorization)
    if (given !== undefined && timingSafeEqual(digest(given), expected)) {
      next()
      return
    }
    response.status(401).set('www-authenticate', 'Basic realm="admin", charset="UTF-8"')
    response.json({ error: 'the admin token is missing or wrong: send Authorization: Bearer ADMIN_TOKEN' })
  }
}

function tokenOf(header: string | undefined): string | undefined {
  const [scheme, value] = (header ?? '').split(' ', 2)
  if (!value) return undefined
  if (/^bearer$/i.test(scheme ?? '')) return value
  if (!/^basic$/i.test(scheme ?? '')) return undefined
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  return colon < 0 ? undefined : pair.slice(colon + 1)
}
