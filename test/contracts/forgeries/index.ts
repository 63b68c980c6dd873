import { STAGE, type StageName } from '../../helpers/stage.js'
import * as dingtalk from './dingtalk.js'
import * as feishu from './feishu.js'
import type { Forgery, Genuine } from './forgery.js'

const FORGERIES_ON: Readonly<Record<StageName, readonly Forgery[]>> = {
  feishu: feishu.overHttp,
  'feishu-socket': feishu.overSocket,
  dingtalk: dingtalk.overHttp,
  'dingtalk-cards': dingtalk.overStream,
}

/** What the stage of this run has to stand. */
export const FORGERIES: readonly Forgery[] = FORGERIES_ON[STAGE]

const GENUINE_ON: Readonly<Record<StageName, Genuine>> = {
  feishu: feishu.genuineOverHttp,
  'feishu-socket': feishu.genuineOverSocket,
  dingtalk: dingtalk.genuineOverHttp,
  'dingtalk-cards': dingtalk.genuineOverStream,
}

/** The very message and tap that the forgeries spoil. */
export const genuine: Genuine = GENUINE_ON[STAGE]
