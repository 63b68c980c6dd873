import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'

const folder = new URL('./page/', import.meta.url)

const types: Readonly<Record<string, string | undefined>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Serves one of the page's own files; nothing outside its folder can be named. */
export async function servePageFile(path: string, response: ServerResponse): Promise<void> {
  const name = path === '/' ? 'index.html' : path.slice(1)
  const type = types[name.split('.').at(-1) ?? '']
  const bytes = type && /^[a-z0-9-]+(\/[a-z0-9-]+)*\.[a-z]+$/.test(name) ? await read(name) : undefined
  if (!bytes) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这个页面')
    return
  }
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    // What people typed is only ever shown as text; should that fail, it still can't run.
    'content-security-policy':
      "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(bytes)
}

const read = (name: string): Promise<Buffer | undefined> => readFile(new URL(name, folder)).catch(() => undefined)
