import { act } from './api.js'
import { base64Of, isPicture } from './staged.js'

/** Sends what a person has ready: words, a voice, a picture with or without words, a file and then the words. */
export async function sendMessage({ platform, person, chat, text, replyTo, file, asVoice }) {
  const from = { platform, person, chat }
  if (file) {
    const data = await base64Of(file)
    if (isPicture(file)) return act('picture', { ...from, data, text })
    const sent = await act('file', { ...from, data, name: file.name })
    return text === '' ? sent : act('say', { ...from, text })
  }
  if (asVoice) return act('voice', { ...from, text })
  return act('say', { ...from, text, ...(replyTo ? { replyTo } : {}) })
}
