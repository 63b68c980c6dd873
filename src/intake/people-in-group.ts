import type { SetupContext } from '../../handlers/index.js'
import { PlatformError } from '../core/errors.js'
import type { Platform } from '../core/platform.js'
import type { ProcessDeps } from './plan.js'

/** A tap waits for it: whoever can't be chosen is typed. */
const WITHIN_MS = 1000

/**
 * Who is in the group that becomes a branch, for its secretary to choose from; undefined where the platform doesn't tell,
 * or not in time. Never throws: the list only spares him the typing.
 */
export async function peopleInGroup(
  chatId: string | undefined,
  platform: Platform,
  { logger }: Pick<ProcessDeps, 'logger'>,
): Promise<SetupContext['inGroup']> {
  if (chatId === undefined || platform.membersOf === undefined) return undefined
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), WITHIN_MS)
  })
  const asked = platform.membersOf(chatId).catch((error: unknown) => {
    const { kind, code } = error instanceof PlatformError ? error : { kind: 'internal', code: '' }
    logger.warn(
      { platform: platform.name, kind, code },
      'the platform does not tell who is in a group: names are typed',
    )
    return undefined
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}
