import { findOnPath } from './find-on-path.js'
import { runCommand } from './run-command.js'

/**
 * Installs Debian packages when this process may (root, apt-get there). Returns why not, or an empty string once they
 * are installed. A service that a package starts by itself is left alone: it is the machine's, not ours.
 */
export async function installSystemPackages(names: readonly string[]): Promise<string> {
  if (process.getuid?.() !== 0) return 'not root'
  const apt = await findOnPath('apt-get')
  if (!apt) return 'no apt-get'
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  // A stale package list names versions that the mirror no longer has; if the update fails the install may still work.
  await runCommand(apt, ['-q', 'update'], { timeoutMs: 180_000, env })
  const result = await runCommand(apt, ['-q', '-y', '--no-install-recommends', 'install', ...names], {
    timeoutMs: 600_000,
    env,
  })
  return result.ok ? '' : result.reason
}
