import { asString, objectsIn, parseJson } from '../feishu/json.js'
import { plainMarkdown } from './markdown-text.js'

/** Variables of a card template: every value is a string. */
export type CardParams = Readonly<Record<string, string>>

/** A button of the bot's template: opens its `url`, or calls back with its `action`. */
export interface CardButton {
  readonly text: string
  readonly style: 'default' | 'primary' | 'danger'
  readonly action: string | undefined
  readonly url: string | undefined
}

const tones = ['neutral', 'info', 'success', 'warning', 'danger'] as const

/** What the bot's own template draws of its variables. */
export interface TemplateView {
  readonly title: string
  readonly tone: (typeof tones)[number]
  /** Markdown, one after the other; empty ones are hidden. */
  readonly bodies: readonly string[]
  readonly buttons: readonly CardButton[]
  /** The private variable; only its person sees it. */
  readonly notice: string
}

/** The client's drawing of the bot's template; a variable that is absent or unreadable is drawn as empty. */
export function viewTemplate(params: CardParams, privateParams: CardParams = {}): TemplateView {
  return {
    title: params.title ?? '',
    tone: tones.find((tone) => tone === params.tone) ?? 'neutral',
    bodies: ['body', 'body2', 'body3', 'body4'].map((name) => params[name] ?? '').filter((body) => body !== ''),
    buttons: objectsIn(parseJson(params.buttons ?? '')).map(({ text, style, action, url }) => ({
      text: asString(text) ?? '',
      style: style === 'primary' || style === 'danger' ? style : 'default',
      action: asString(action),
      url: asString(url),
    })),
    notice: privateParams.notice ?? '',
  }
}

/** Everything the card shows to all, line by line. */
export function templateText(view: TemplateView): string {
  return [view.title, ...view.bodies.map(plainMarkdown), ...view.buttons.map(({ text }) => text)]
    .filter((line) => line !== '')
    .join('\n')
}

/** What people see of a template that belongs to another app. */
export const unloadable: TemplateView = {
  title: '内容加载失败',
  tone: 'neutral',
  bodies: [],
  buttons: [],
  notice: '',
}
