import { IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, expect, it } from 'vitest'
import { listen } from '../../src/http/server.js'

let server: Server | undefined
afterAll(() => server?.close())

it('requests and responses have the prototypes of Express from birth, so that it need not change them', async () => {
  const app = express()
  const seen: unknown[] = []
  app.get('/', (request, response) => {
    seen.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response))
    response.json({ agent: request.get('user-agent'), app: request.app === app })
  })
  server = await listen(app, '127.0.0.1', 0)
  const born: unknown[] = []
  server.prependListener('request', (request, response) => {
    born.push(Object.getPrototypeOf(request), Object.getPrototypeOf(response))
    expect(request).toBeInstanceOf(IncomingMessage)
    expect(response).toBeInstanceOf(ServerResponse)
  })
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    headers: { 'user-agent': 'a test' },
  })
  expect(await answer.json()).toEqual({ agent: 'a test', app: true })
  expect(born).toHaveLength(2)
  // A difference here costs more than half of the rate at which events are taken (docs/benchmarks.md).
  expect(seen).toEqual(born)
  expect(seen.every((prototype, index) => prototype === born[index])).toBe(true)
})
