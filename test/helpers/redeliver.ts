import type { Delivery, FeishuSimulator } from '../../src/simulator/feishu/index.js'
import { waitFor } from './wait-for.js'

const isAccepted = ({ attempts }: Delivery): boolean => attempts.some(({ status }) => status === 200)

/**
 * Pushes every event again that was never accepted, as the platform does 15 s, 5 min, 1 h and 6 h later: on a test's own
 * call instead of its schedule, because nobody knows how long a process takes to start on a busy machine.
 */
export async function redeliverRefused(simulator: FeishuSimulator): Promise<void> {
  await waitFor(() => simulator.deliveries().every(({ attempts }) => attempts.length > 0), 'every event was tried once')
  for (const delivery of simulator.deliveries()) {
    if (!isAccepted(delivery)) await simulator.redeliver(delivery)
  }
}
