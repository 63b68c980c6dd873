// What `npm test` runs: the whole suite, or the files and options given after `--`. Ends with vitest's verdict as exit
// code and `N passed, N failed` as the last line on stdout; a file that can't be loaded is a failure, so is a run in which no test ran.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
/** The bot's own variables: tests set theirs, and must never reach a ledger that the developer's shell points at. */
const OURS =
  /^(FEISHU_|DINGTALK_)|^(PORT|HOST|PUBLIC_URL|ROLE|LOG_LEVEL|SCHEDULE|DATA_DIR|TIMEZONE|MONGODB_URI|REDIS_URL|FIELD_KEYS|LINK_SECRET|ADMIN_TOKEN)$/

const scratch = mkdtempSync(join(tmpdir(), 'branch-ledger-results-'))
const results = join(scratch, 'results.json')
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...process.argv.slice(2)]
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)))
const vitest = spawn(process.execPath, [VITEST, ...args], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...env, NODE_ENV: 'test' },
})
// Ctrl-C reaches vitest by itself, which then stops the engines: we only must not go before it.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined)
process.on('SIGTERM', () => vitest.kill('SIGTERM'))

vitest.once('error', (error) => end(1, error.message))
vitest.once('exit', (code, signal) => end(code ?? 128 + (constants.signals[signal] ?? 0)))

function end(code, trouble) {
  const { passed, failed } = count()
  rmSync(scratch, { recursive: true, force: true })
  if (trouble) process.stderr.write(`${trouble}\n`)
  // An error outside every test (set-up, a rejection nobody caught) is in no count, but in the exit code.
  const shown = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed
  process.exitCode = code === 0 && shown > 0 ? 1 : code
  process.stdout.write(`${passed} passed, ${shown} failed\n`)
}

function count() {
  let report
  try {
    report = JSON.parse(readFileSync(results, 'utf8'))
  } catch {
    return { passed: 0, failed: 0 }
  }
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length }
}
