import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What a link to a form page allows: this person, this draft, until then. */
export interface FormLink {
  readonly platform: 'feishu' | 'dingtalk'
  readonly appId: string
  readonly userId: string
  readonly draftId: string
  /** Epoch ms in machine time from which it is not to be used any more. */
  readonly expiresAt: number
}

/** Makes and reads the links of one deployment. */
export interface FormLinks {
  /** `https://ledger.example.org`, as a browser names it in `Origin`. */
  readonly origin: string
  url(link: FormLink): string
  /** Undefined: not one of ours, or not whole. `expired` is only said of one that is ours. */
  read(token: string, now: number): FormLink | 'expired' | undefined
  /** The same of one whose time is over, which is no permission any more: to look only whether its form is settled. */
  readExpired(token: string): FormLink | undefined
}

/** A form that is not answered within a day is asked for anew: a link in a chat's history must not stay a way in. */
export const FORM_LINK_LIFETIME_MS = 24 * 3_600_000

/** Ids have 20 to 40 characters on both platforms; ours come to about 250. */
const LONGEST_TOKEN = 1024

const payloadSchema = z.strictObject({
  v: z.literal(1),
  p: z.enum(['feishu', 'dingtalk']),
  a: z.string().min(1).max(100),
  u: z.string().min(1).max(200),
  d: z.string().min(1).max(40),
  e: z.number().int(),
})

/**
 * Links below `publicUrl` that only who knows `secret` can make. Whoever has one may act as the person it names, for
 * this one draft: so it is sent in private, and says who and what in clear to nobody but him.
 */
export function createFormLinks(secret: string, publicUrl: string): FormLinks {
  // A key of its own: a signature made for anything else with the same secret is worth nothing here.
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'form-link', 32))
  const sign = (payload: string): string => createHmac('sha256', key).update(payload).digest('base64url')
  return {
    origin: new URL(publicUrl).origin,
    url({ platform, appId, userId, draftId, expiresAt }) {
      const parts = { v: 1, p: platform, a: appId, u: userId, d: draftId, e: expiresAt }
      const payload = Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url')
      return `${publicUrl.replace(/\/+$/, '')}/f/${payload}.${sign(payload)}`
    },
    read(token, now) {
      const link = ownLink(token, sign)
      return link && link.expiresAt <= now ? 'expired' : link
    },
    readExpired: (token) => ownLink(token, sign),
  }
}

/** What a token of ours says, whenever it was made. */
function ownLink(token: string, sign: (payload: string) => string): FormLink | undefined {
  if (token.length > LONGEST_TOKEN) return undefined
  const [payload, signature, ...rest] = token.split('.')
  if (!payload || !signature || rest.length > 0 || !isSame(signature, sign(payload))) return undefined
  return toLink(payload)
}

/** Constant time. The texts, not the bytes they stand for: base64url has several texts for the same bytes. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given, 'utf8'), Buffer.from(expected, 'utf8')]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Signed, so it is as we wrote it; undefined when an older or newer version wrote it. */
function toLink(payload: string): FormLink | undefined {
  const parsed = payloadSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
  if (!parsed.success) return undefined
  const { p, a, u, d, e } = parsed.data
  return { platform: p, appId: a, userId: u, draftId: d, expiresAt: e }
}
