import { createRequire } from 'node:module'
import { join } from 'node:path'
import { inScratchFolder } from './cache-folder.js'
import { runCommand } from './run-command.js'

/** Runs in a process of its own, see below. Arguments: the library's path, version, folder. */
const SCRIPT = `
const [library, version, downloadDir] = process.argv.slice(1)
const { MongoBinary } = require(library)
MongoBinary.getPath({ version, downloadDir, checkMD5: true }).then(
  (path) => console.log('\\npath=' + path),
  (error) => { console.error('\\n' + error.message.split('\\n')[0]); process.exit(1) },
)`

/**
 * The vendor's own `mongod` of `version`, by way of mongodb-memory-server-core, which knows what archive fits which
 * system; `use` gets its path. Throws with one line of reason, such as an unknown host behind an office's firewall.
 *
 * A child process does it because the library can't be stopped while it hangs and writes its progress to stdout.
 */
export async function withVendorMongod<T>(
  cacheDir: string,
  version: string,
  use: (program: string) => Promise<T>,
): Promise<T> {
  const library = createRequire(import.meta.url).resolve('mongodb-memory-server-core')
  return inScratchFolder(cacheDir, async (scratch) => {
    const result = await runCommand(process.execPath, ['-e', SCRIPT, library, version, join(scratch, 'vendor')], {
      timeoutMs: 900_000,
      // One retry: without a way out the default of three only makes the first start wait seven seconds.
      env: { MONGOMS_MAX_RETRIES: process.env.MONGOMS_MAX_RETRIES ?? '1', MONGOMS_PREFER_GLOBAL_PATH: 'false' },
    })
    const path = /^path=(.+)$/m.exec(result.output)?.[1]
    if (!result.ok || !path) throw new Error(result.reason || 'no path in the answer')
    return use(path)
  })
}
