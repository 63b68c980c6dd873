import type { AddressInfo } from 'node:net'
import express from 'express'
import { askBackCard } from '../../cards/ask-back-card.js'
import { type FormErrors, type FormValues, toFormValues } from '../../cards/entry-form.js'
import { SAMPLE_PEOPLE } from '../../cards/samples.js'
import { readEntryForm } from '../../handlers/shared/read-entry-form.js'
import { machineNow } from '../../src/core/clock.js'
import { createFormLinks, type FormLink } from '../../src/core/form-link.js'
import type { LogFields } from '../../src/core/logger.js'
import type { PartialRecord } from '../../src/core/meaning.js'
import { NATIONAL } from '../../src/core/workdays.js'
import { closeServer, listen } from '../../src/http/server.js'
import type { OpenedForm, SubmittedForm } from '../../src/intake/open-form.js'
import { type FormPageDeps, formPageRouter } from '../../src/web/form-page.js'

/** 昨天下午学了2小时, 全员参加, with its topic missing. */
export const TRAINING: PartialRecord = {
  type: 'training',
  date: '2026-03-17',
  period: '下午',
  minutes: 120,
  form: '集中学习',
  attendees: 'all',
}
const TODAY = '2026-03-18'
const AUTHOR = '赵阳'

export interface ServedForm {
  readonly url: string
  readonly links: ReturnType<typeof createFormLinks>
  /** Every line that was logged. */
  readonly log: string[]
  /** What was sent, in order. */
  readonly sent: { readonly values: FormValues; readonly revision: number }[]
  /** A whole address for this person and draft; the draft is open and new. */
  address(link?: Partial<FormLink>): string
  stop(): Promise<void>
}

/**
 * The form page over HTTP without engines: the real card, the real reading of the form, and a draft that is kept in
 * memory. `deps` replaces what a test wants otherwise.
 */
export async function serveForm(
  partial: PartialRecord,
  { question, ask, ...deps }: Partial<FormPageDeps> & { question?: string; ask?: readonly string[] } = {},
): Promise<ServedForm> {
  const audience = { inGroup: false }
  const draft = { revision: 0, settled: false }
  const sent: ServedForm['sent'] = []
  const log: string[] = []
  const keep = (fields: LogFields, message: string): void => void log.push(JSON.stringify({ ...fields, message }))
  const opened = (values: FormValues, errors?: FormErrors): OpenedForm => ({
    state: 'open',
    revision: draft.revision,
    card: askBackCard({
      draftId: 'd1',
      revision: draft.revision,
      type: partial.type,
      question: question ?? '主题是什么？',
      ask: ask ?? ['topic'],
      values,
      errors,
      people: SAMPLE_PEOPLE,
      audience,
      sentence: '',
    }),
  })
  const settle = (text: string): SubmittedForm => {
    draft.settled = true
    return { state: 'settled', text, tone: 'success' }
  }
  const submit = async (_link: FormLink, values: FormValues, revision: number): Promise<SubmittedForm> => {
    sent.push({ values, revision })
    if (draft.settled) return { state: 'settled', text: '这张表已处理过', tone: 'info' }
    const read = readEntryForm(values, {
      partial,
      audience,
      author: AUTHOR,
      people: SAMPLE_PEOPLE,
      today: TODAY,
      calendar: NATIONAL,
    })
    if (read.ok) return settle('已记 2026-学-014')
    draft.revision += 1
    return opened(read.values, read.errors) as SubmittedForm
  }
  const app = express()
  // The address is known once the server listens.
  const server = await listen(app, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const links = createFormLinks('link-secret-of-the-tests', url)
  app.use(
    formPageRouter({
      links,
      open: async () =>
        draft.settled ? { state: 'settled', text: '这张表已处理过' } : opened(toFormValues(partial, AUTHOR)),
      submit,
      drop: async () => settle('好的，没有记'),
      correct: async () => settle('表已私聊你，改好点「保存」'),
      now: machineNow,
      logger: { debug: keep, info: keep, warn: keep, error: keep },
      ...deps,
    }),
  )
  const link: FormLink = {
    platform: 'dingtalk',
    appId: 'dingtests',
    userId: 'zhaoyang',
    draftId: 'd1',
    expiresAt: machineNow() + 60_000,
  }
  return {
    url,
    links,
    log,
    sent,
    address: (other) => links.url({ ...link, ...other }),
    stop: () => closeServer(server),
  }
}
