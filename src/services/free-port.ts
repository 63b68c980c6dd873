import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below 32768 outgoing connections don't get their ports from (Linux's ip_local_port_range): a port that is remembered
 * is still free at the next start. Above 20000 hardly any service has its home.
 */
const RANGE = [20_000, 32_768] as const
const GUESSES = 50

/** `wanted` when nobody listens there on loopback, else a free port that is likely to stay so. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await tryListen(wanted)) !== undefined) return wanted
  for (let guess = 0; guess < GUESSES; guess += 1) {
    const port = await tryListen(randomInt(...RANGE))
    if (port !== undefined) return port
  }
  const port = await tryListen(0)
  if (port === undefined) throw new Error('no free port on 127.0.0.1')
  return port
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : undefined
      server.close(() => resolve(bound))
    })
  })
}
