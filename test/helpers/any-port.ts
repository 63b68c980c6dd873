import { createServer } from 'node:net'

/**
 * A port that nobody listens on now, for a bot that must know its own address before it starts. From the system's own
 * range: the one below it is where engines remember theirs (src/services/free-port.ts).
 */
export function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
