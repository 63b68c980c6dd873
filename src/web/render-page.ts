import type { Notice } from '../core/platform.js'
import { Html, html } from './escape.js'
import { PAGE_STYLE } from './page-style.js'

const STYLE = new Html(`<style>${PAGE_STYLE}</style>`)

/** A whole page: one column, no script, nothing loaded from anywhere. `look` is the class of its sheet. */
export function renderPage(title: string, look: string, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
${STYLE}
</head>
<body>
<main class="${look}">
${body}
</main>
</body>
</html>
`.text
}

/** A page that says one thing. */
export interface Message {
  readonly tone: Notice['tone']
  readonly title: string
  /** What there is to know or to do, a line each. */
  readonly lines: readonly string[]
  /** What there is to press. */
  readonly button?: Html
}

const SIGNS: Readonly<Record<Notice['tone'], string>> = { success: '✓', info: 'i', warning: '!', error: '!' }

/** Something that is done, or why it is not. */
export function renderMessage({ tone, title, lines, button }: Message): string {
  const body = html`<div class="sign" aria-hidden="true">${SIGNS[tone]}</div>
<h1>${title}</h1>
${lines.map((line) => html`<p class="hint">${line}</p>`)}
${button}`
  return renderPage(title, `message ${tone}`, body)
}
