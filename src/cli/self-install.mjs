// Puts in place what the other scripts need, so that a fresh clone works with one command. Called by the `pre…` scripts
// of package.json; Node built-ins only, because it runs before anything is installed. Says nothing when nothing is to
// do, and nothing on stdout ever: what runs after it may be read by a program.
//
//   --build     also builds when dist is missing or older than a source
//   --browser   also installs Chromium and Chinese fonts for the page tests (as root on Debian; else it says how)

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const BUILT = join(ROOT, 'dist', 'src', 'main.js')
/** After this a lock is taken over all the same: its number may by now be another process's. */
const LONGEST_INSTALL_MS = 15 * 60_000
const SOURCES = ['src', 'handlers', 'cards', 'jobs', 'tsconfig.json', 'tsconfig.build.json']

const flags = new Set(process.argv.slice(2))
const tasks = [
  { isDone: packagesInstalled, run: installPackages },
  ...(flags.has('--build') ? [{ isDone: isBuilt, run: build }] : []),
  ...(flags.has('--browser') ? [{ isDone: () => missingForPages().length === 0, run: installBrowser }] : []),
]
if (tasks.some((task) => !task.isDone())) {
  const release = await lock()
  try {
    // Asked again: whoever held the lock may have done it.
    for (const task of tasks) if (!task.isDone()) task.run()
  } finally {
    release()
  }
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Ends the script with a line that says what to do. */
function fail(line) {
  say(line)
  process.exit(1) // `lock` removes its file on exit
}

function run(command, args, env = {}) {
  // Everything goes to stderr: see above.
  return spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } }).status === 0
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what the lock file names. npm writes `.package-lock.json` as the last step of an install:
 * compared by content, because times differ after every checkout, and because an install without the development
 * packages (NODE_ENV=production) is newer than the lock file and still not enough.
 */
function packagesInstalled() {
  const wanted = readJson(join(ROOT, 'package-lock.json'))?.packages
  const present = readJson(join(ROOT, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    // Packages for other systems and processors stay away.
    if (!found) return entry.optional === true || entry.devOptional === true
    if (found.version !== entry.version) return false
    if (found.integrity && entry.integrity && found.integrity !== entry.integrity) return false
    return existsSync(join(ROOT, path))
  })
}

function installPackages() {
  say('Installing npm packages (npm ci --include=dev)')
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const ok = npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args)
  if (!ok) fail('npm ci failed, see above. Check the network and the npm registry setting, then run the command again.')
}

/** Newest change of a file or folder below `path`; folders count, because a removed file leaves no other trace. */
function newestChange(path) {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), entry.mtimeMs)
}

function isBuilt() {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs
  return built !== undefined && SOURCES.every((path) => newestChange(join(ROOT, path)) <= built)
}

function build() {
  say('Building (tsc -p tsconfig.build.json)')
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')
  if (run(process.execPath, [tsc, '-p', 'tsconfig.build.json'])) return
  rmSync(BUILT, { force: true }) // tsc writes in spite of errors: the next start must not take that for a build
  fail('The build failed, see above.')
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)))
}

/** Debian packages that the page tests lack here. */
function missingForPages() {
  const fonts = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
  return [
    ...(isOnPath('chromium') ? [] : ['chromium']),
    ...(existsSync(fonts) || !isOnPath('apt-get') ? [] : ['fonts-noto-cjk']),
  ]
}

/** Never fails: without a browser only the page tests do, each with the same command to type. */
function installBrowser() {
  const missing = missingForPages()
  const byHand = `The page tests need: apt-get update && apt-get install -y ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) return say(byHand)
  say(`Installing ${missing.join(' and ')} for the page tests`)
  const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=300']
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', [...apt, 'update'], env)
  if (!run('apt-get', [...apt, '-y', '--no-install-recommends', 'install', ...missing], env)) say(byHand)
}

/**
 * One of us at a time for this clone: two `npm ci` at once delete each other's files. Kept outside node_modules, which
 * `npm ci` removes. One whose process is gone is taken over.
 */
async function lock() {
  const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 16)
  const path = join(tmpdir(), `branch-ledger-install-${process.getuid?.() ?? 0}-${name}`)
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  const since = performance.now()
  let said = false
  try {
    for (;;) {
      try {
        linkSync(draft, path) // atomic, and the number is in it from the first moment
        break
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const owner = Number(readOr(path, '0'))
      const isLate = performance.now() - since > LONGEST_INSTALL_MS
      if (owner > 0 && (isLate || !isRunning(owner))) takeAway(path, owner)
      else {
        if (!said) say(`Waiting for process ${owner}, which is installing`)
        said = true
        await pause(200)
      }
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const release = () => {
    if (readOr(path, '') === String(process.pid)) rmSync(path, { force: true })
  }
  process.once('exit', release)
  return release
}

/** Removes the lock of `owner`, and of nobody who took it over since. */
function takeAway(path, owner) {
  const aside = `${path}.${process.pid}.aside`
  try {
    renameSync(path, aside)
    if (readOr(aside, '') !== String(owner)) linkSync(aside, path)
  } catch {
    // Somebody else was quicker.
  }
  rmSync(aside, { force: true })
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
