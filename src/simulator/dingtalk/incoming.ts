import type { MessagePart, StoredAttachment } from '../attachment.js'
import type { JsonObject } from '../feishu/json.js'
import type { Files } from './files.js'
import { newId } from './ids.js'
import type { Outgoing } from './people.js'
import type { Mention } from './world.js'

/** Messages of people that are no plain text, after the samples of https://open.dingtalk.com/document/development/robot-message-type */
export function pictureMessage(bytes: Buffer, files: Files): Outgoing {
  const { content, attachment } = picture(bytes, files)
  return {
    msgType: 'picture',
    content: { content },
    shown: { kind: 'other', text: '[图片]', attachments: [attachment] },
  }
}

export function fileMessage(name: string, bytes: Buffer, files: Files): Outgoing {
  const downloadCode = files.newCode({ name, bytes })
  const content = { spaceId: newId.fileNumber(), fileName: name, downloadCode, fileId: newId.fileNumber() }
  const attachments = [{ kind: 'file' as const, key: downloadCode, name, size: bytes.length, bytes }]
  return { msgType: 'file', content: { content }, shown: { kind: 'other', text: `[文件] ${name}`, attachments } }
}

/** `recognition` is what the platform understood of the voice. */
export function audioMessage(recognition: string, durationMs: number, files: Files): Outgoing {
  const file = { name: 'voice.amr', bytes: Buffer.from('#!AMR\n') }
  const downloadCode = files.newCode(file)
  const content = { duration: durationMs, downloadCode, recognition }
  const attachment = {
    ...file,
    kind: 'audio' as const,
    key: downloadCode,
    size: file.bytes.length,
    seconds: Math.max(1, Math.round(durationMs / 1000)),
    transcript: recognition,
  }
  return { msgType: 'audio', content: { content }, shown: { kind: 'other', text: '[语音]', attachments: [attachment] } }
}

export function videoMessage(bytes: Buffer, files: Files): Outgoing {
  const content = { duration: '5', videoType: 'mp4', downloadCode: files.newCode({ name: 'video.mp4', bytes }) }
  return { msgType: 'video', content: { content }, shown: { kind: 'other', text: '[视频]' } }
}

/** Words and pictures; `place` finds the mentions in the words. */
export function richTextMessage(
  parts: readonly MessagePart[],
  files: Files,
  place: (typed: string) => { text: string; mentions: readonly Mention[] },
): Outgoing {
  const mentions: Mention[] = []
  const attachments: StoredAttachment[] = []
  const richText = parts.map((part) => {
    if (typeof part !== 'string') {
      const { content, attachment } = picture(part, files)
      attachments.push(attachment)
      return { ...content, type: 'picture' }
    }
    const placed = place(part)
    mentions.push(...placed.mentions)
    return { text: placed.text }
  })
  const text = parts.filter((part) => typeof part === 'string').join('\n') || '[图片]'
  return {
    msgType: 'richText',
    content: { content: { richText } },
    shown: { kind: 'text', text, attachments },
    mentions,
  }
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

function picture(bytes: Buffer, files: Files): { content: JsonObject; attachment: StoredAttachment } {
  const file = { name: 'picture.png', bytes }
  const downloadCode = files.newCode(file)
  return {
    content: { downloadCode, pictureDownloadCode: files.newCode(file) },
    attachment: { ...file, kind: 'image', key: downloadCode, size: bytes.length },
  }
}
