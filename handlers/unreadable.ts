import type { InboundMessage } from '../src/core/platform.js'
import { type Reply, textReply } from '../src/core/reply.js'
import { NO_ENTRY_FOR_FILE } from './attach-file.js'

const TEXTS: Readonly<Record<InboundMessage['contentType'], string>> = {
  text: '没看懂这一句，发「帮助」看例句。',
  image: NO_ENTRY_FOR_FILE,
  file: NO_ENTRY_FOR_FILE,
  audio: '语音我听不了，请打一句字。',
  forward: '转发的聊天我不记，请用一句话说明。',
  other: '这类消息我看不懂，请打一句字。',
}

/** A message that isn't text is never recorded: it is answered with what to do instead (moments.md §3). */
export const handleUnreadable = (contentType: InboundMessage['contentType']): Reply => textReply(TEXTS[contentType])
