import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express'
import type { FormValues } from '../../cards/entry-form.js'
import type { ActionName } from '../core/action.js'
import type { FormLink, FormLinks } from '../core/form-link.js'
import type { Logger } from '../core/logger.js'
import type { OpenedForm, SubmittedForm } from '../intake/open-form.js'
import { html } from './escape.js'
import { PAGE_STYLE_HASH } from './page-style.js'
import { BUTTON_FIELD, REVISION_FIELD, renderAgain, renderCorrect, renderForm } from './render-form.js'
import { type Message, renderMessage } from './render-page.js'

export interface FormPageDeps {
  readonly links: FormLinks
  readonly open: (link: FormLink) => Promise<OpenedForm>
  readonly submit: (link: FormLink, values: FormValues, revision: number) => Promise<SubmittedForm>
  /** 不记了. */
  readonly drop: (link: FormLink, values: FormValues, revision: number) => Promise<SubmittedForm>
  /** 更正, of what a form recorded before. */
  readonly correct: (link: FormLink) => Promise<SubmittedForm>
  /** Machine time, epoch ms. */
  readonly now: () => number
  /** Who may show the page inside another, as the header says it; nobody when left out. */
  readonly frameAncestors?: string
  readonly logger: Logger
}

/** Twice the roster of a large branch as checkboxes, and every other field of the longest form. */
const MOST_PARAMETERS = 500
/** The longest form has 16. */
const MOST_FIELDS = 60
const LARGEST_BODY = 64 * 1024
const FIELD_NAME = /^[a-z][a-z_]{0,39}$/

const BACK = '可以返回聊天了。'
/** For one whose link is no use to him, whoever's it was. */
const WRITE_TO_ME = '要记一条，直接在聊天里发一句话给我。'
const ANEW = '在聊天里再发一次那句话，我会给你新的链接。'

const BROKEN: Message = { tone: 'warning', title: '链接打不开', lines: ['链接不完整，或者不是这里的。', ANEW] }
const OVER = '为了安全，链接只在一天内有效。'
const EXPIRED: Message = { tone: 'warning', title: '链接已过期', lines: [OVER, `要是还没记，${ANEW}`] }
const UNREADABLE: Message = {
  tone: 'warning',
  title: '没有收到填写的内容',
  lines: ['什么也没有记。请回到聊天，重新点开链接再填。'],
}
const FOREIGN_PAGE: Message = {
  tone: 'warning',
  title: '没有提交',
  lines: ['这次提交不是从这张表发出的，什么也没有记。请回到聊天，重新点开链接。'],
}
const BUSY: Message = {
  tone: 'warning',
  title: '系统忙，请稍后再试',
  lines: ['链接没有失效，过一会儿重新点开就行。'],
}

/**
 * `GET /f/:token` and `POST /f/:token`: the form that a link opens. The link is the permission; nothing else of the
 * browser counts, so the page works in every web view. Only POST writes: a chat that looks ahead at a link does nothing.
 * Neither log nor answer ever holds what somebody else typed.
 */
export function formPageRouter(deps: FormPageDeps): Router {
  const router = Router()
  const readForm = express.urlencoded({
    extended: false,
    inflate: false,
    limit: LARGEST_BODY,
    parameterLimit: MOST_PARAMETERS,
  })
  router.use('/f', securityHeaders(deps.frameAncestors ?? "'none'"))
  router.get('/f/:token', async (request, response) => {
    const link = await linkOf(request, response, deps)
    if (link) showOpened(response, await deps.open(link))
  })
  router.post('/f/:token', onlyFromHere(deps), readForm, async (request, response) => {
    const link = await linkOf(request, response, deps)
    if (!link) return
    const sent = readSent(request.body)
    if (!sent) return show(response, 400, UNREADABLE)
    try {
      showSubmitted(response, await pressed(sent, link, deps))
    } catch (error) {
      noteFault(error, deps.logger)
      const button = renderAgain(sent.values, String(sent.revision), sent.pressed)
      show(response, 503, { ...BUSY, lines: ['填的内容还在，过一会儿再点。'], button })
    }
  })
  router.all('/f/:token', (_request, response) => {
    response.set('allow', 'GET, HEAD, POST')
    show(response, 405, BROKEN)
  })
  router.use('/f', (_request, response) => show(response, 404, BROKEN))
  router.use('/f', faultAnswer(deps.logger))
  return router
}

/** Undefined: the person was told why. */
async function linkOf(request: Request, response: Response, deps: FormPageDeps): Promise<FormLink | undefined> {
  const token = String(request.params.token)
  const link = deps.links.read(token, deps.now())
  if (link === 'expired') show(response, 410, await overMessage(token, deps))
  else if (link) return link
  else show(response, 404, BROKEN)
  return undefined
}

/** Whose form was recorded must not send his sentence again. Nothing else of it is shown by a link that is over. */
async function overMessage(token: string, { links, open }: FormPageDeps): Promise<Message> {
  const link = links.readExpired(token)
  const form = link && (await open(link))
  if (form?.state !== 'settled' || !form.recorded) return EXPIRED
  return { tone: 'info', title: form.text, lines: [...(form.lines ?? []), OVER, BACK] }
}

function pressed(sent: Sent, link: FormLink, deps: FormPageDeps): Promise<SubmittedForm> {
  if (sent.pressed === 'edit-entry') return deps.correct(link)
  const send = sent.pressed === 'drop-draft' ? deps.drop : deps.submit
  return send(link, sent.values, sent.revision)
}

function showOpened(response: Response, form: OpenedForm): void {
  if (form.state === 'open') response.send(renderForm(form))
  else if (form.state === 'settled') show(response, 200, settledMessage(form, 'info'))
  else show(response, 403, { tone: 'warning', title: form.text, lines: [WRITE_TO_ME] })
}

/** Always 200: a web view may put an error page of its own in place of any other, and what was typed would be gone. */
function showSubmitted(response: Response, form: SubmittedForm): void {
  if (form.state === 'open') response.send(renderForm(form))
  else show(response, 200, messageAfter(form))
}

function messageAfter(form: Exclude<SubmittedForm, { state: 'open' }>): Message {
  const title = form.text
  if (form.state === 'refused') return { tone: 'warning', title, lines: [WRITE_TO_ME] }
  if (form.state === 'settled') return settledMessage(form, form.tone)
  // A link and not a reload, which would send the form again.
  return { tone: 'info', title, lines: [BACK], button: html`<a class="button" href="?">看看好了没有</a>` }
}

/** What it came to; recorded by mistake, it is put right from here. */
function settledMessage(
  { text, lines = [], recorded }: Extract<OpenedForm, { state: 'settled' }>,
  tone: Message['tone'],
): Message {
  const button = recorded?.correctable === undefined ? undefined : renderCorrect()
  return { tone: recorded ? 'success' : tone, title: text, lines: [...lines, BACK], button }
}

function show(response: Response, status: number, message: Message): void {
  response.status(status).send(renderMessage(message))
}

/** What a browser sent of the form: fields by name, which revision they are of, and the button. */
interface Sent {
  readonly values: FormValues
  readonly revision: number
  readonly pressed: ActionName
}

/** Buttons of a page. Which of the forms it is that was sent is told by its draft, not by the browser. */
const PRESSABLE = [
  'submit-entry',
  'submit-edit',
  'submit-dispute',
  'submit-excuse',
  'drop-draft',
  'edit-entry',
] as const satisfies readonly ActionName[]

/** Undefined: not what the page sends. Which values a field may have is for the handler to judge. */
function readSent(body: unknown): Sent | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { [REVISION_FIELD]: revision, [BUTTON_FIELD]: pressed = 'submit-entry', ...fields } = body as FormValues
  if (typeof revision !== 'string' || !/^\d{1,6}$/.test(revision)) return undefined
  const button = PRESSABLE.find((name) => name === pressed)
  if (button === undefined) return undefined
  const values = Object.entries(fields).filter(([name]) => FIELD_NAME.test(name))
  if (values.length > MOST_FIELDS) return undefined
  return { values: Object.fromEntries(values), revision: Number(revision), pressed: button }
}

function securityHeaders(frameAncestors: string): RequestHandler {
  const policy = [
    "default-src 'none'",
    `style-src '${PAGE_STYLE_HASH}'`,
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')
  return (_request, response, next) => {
    response.set({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    })
    // Web views that are too old for frame-ancestors.
    if (frameAncestors === "'none'") response.set('x-frame-options', 'DENY')
    next()
  }
}

/**
 * Refuses a form that another page sent. The link is secret already; this is for one that leaked into a page. Browsers
 * that say nothing are let through, and so is `Origin: null`: that is what our own page sends, as it hides its address.
 */
function onlyFromHere({ links }: FormPageDeps): RequestHandler {
  return (request, response, next) => {
    const site = request.headers['sec-fetch-site']
    const { origin, host } = request.headers
    const sameSite = site === undefined || site === 'same-origin' || site === 'none'
    const sameOrigin = origin === undefined || origin === 'null' || origin === links.origin || hostOf(origin) === host
    if (sameSite && sameOrigin) next()
    else show(response, 403, FOREIGN_PAGE)
  }
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined)

/** Too large, not readable, or a fault of ours. Express' own answer would quote the error. */
function faultAnswer(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = (error as { status?: unknown }).status
    if (typeof status === 'number' && status >= 400 && status < 500) return show(response, status, UNREADABLE)
    noteFault(error, logger)
    show(response, 503, BUSY)
  }
}

/** The message of an unknown error may quote what was typed: only its class is kept. */
function noteFault(error: unknown, logger: Logger): void {
  logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a form page could not be shown')
}
