import type { ServerResponse } from 'node:http'
import { PageError } from './page-error.js'

/**
 * A page with nothing but another site in it, as the platforms' clients open links. The chat page's own policy lets it
 * frame only itself; this one in between lets one more site in, and runs no script.
 */
export function answerFrame(response: ServerResponse, link: string): void {
  const { protocol, origin, href } = new URL(link)
  if (protocol !== 'http:' && protocol !== 'https:') throw new PageError('这个链接打不开')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'self'; frame-src ${origin}; frame-ancestors 'self'`,
    'referrer-policy': 'no-referrer',
  })
  // A parsed address has no quotes or angle brackets left, only ampersands.
  const source = href.replaceAll('&', '&amp;')
  response.end(
    `<!doctype html><link rel="stylesheet" href="../web-frame.css"><iframe title="网页" src="${source}"></iframe>`,
  )
}
