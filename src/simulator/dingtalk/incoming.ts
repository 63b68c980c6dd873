import type { JsonObject } from '../feishu/json.js'
import type { Files } from './files.js'
import { newId } from './ids.js'
import type { Outgoing } from './people.js'
import type { Mention } from './world.js'

/** Messages of people that are no plain text, after the samples of https://open.dingtalk.com/document/development/robot-message-type */
export function pictureMessage(bytes: Buffer, files: Files): Outgoing {
  return { msgType: 'picture', content: { content: picture(bytes, files) }, shown: { kind: 'other', text: '[图片]' } }
}

export function fileMessage(name: string, bytes: Buffer, files: Files): Outgoing {
  const content = {
    spaceId: newId.fileNumber(),
    fileName: name,
    downloadCode: files.newCode({ name, bytes }),
    fileId: newId.fileNumber(),
  }
  return { msgType: 'file', content: { content }, shown: { kind: 'other', text: `[文件] ${name}` } }
}

/** `recognition` is what the platform understood of the voice. */
export function audioMessage(recognition: string, durationMs: number, files: Files): Outgoing {
  const downloadCode = files.newCode({ name: 'voice.amr', bytes: Buffer.from('#!AMR\n') })
  const content = { duration: durationMs, downloadCode, recognition }
  return { msgType: 'audio', content: { content }, shown: { kind: 'other', text: '[语音]' } }
}

export function videoMessage(bytes: Buffer, files: Files): Outgoing {
  const content = { duration: '5', videoType: 'mp4', downloadCode: files.newCode({ name: 'video.mp4', bytes }) }
  return { msgType: 'video', content: { content }, shown: { kind: 'other', text: '[视频]' } }
}

/** Words and pictures; `place` finds the mentions in the words. */
export function richTextMessage(
  parts: readonly (string | Buffer)[],
  files: Files,
  place: (typed: string) => { text: string; mentions: readonly Mention[] },
): Outgoing {
  const mentions: Mention[] = []
  const richText = parts.map((part) => {
    if (typeof part !== 'string') return { ...picture(part, files), type: 'picture' }
    const placed = place(part)
    mentions.push(...placed.mentions)
    return { text: placed.text }
  })
  const text = parts.map((part) => (typeof part === 'string' ? part : '[图片]')).join('\n')
  return { msgType: 'richText', content: { content: { richText } }, shown: { kind: 'text', text }, mentions }
}

/** Something the robot can't receive. */
export function unknownMessage(): Outgoing {
  const content = { unknownMsgType: '用户发送了一条消息，机器人暂不支持接收。' }
  return {
    msgType: 'unknownMsgType',
    content: { ai_robot_sessionid: '', content },
    shown: { kind: 'other', text: '[其他消息]' },
  }
}

function picture(bytes: Buffer, files: Files): JsonObject {
  const file = { name: 'picture.png', bytes }
  return { downloadCode: files.newCode(file), pictureDownloadCode: files.newCode(file) }
}
