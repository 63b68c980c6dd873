import { z } from 'zod'
import { isCivilDate, isTimezone } from '../core/civil-date.js'
import { ROLES } from '../core/entry.js'
import { LONGEST_OCCASION, MOST_OCCASIONS } from '../core/talk-occasions.js'

/** A day, a month or a year: rosters often know no more of somebody's joining or birth. */
const roughDate = z
  .string()
  .refine(
    (text) => isCivilDate(text) || (/^\d{4}(-\d{2})?$/.test(text) && isCivilDate(`${text}-01-01`.slice(0, 10))),
    'must be YYYY, YYYY-MM or YYYY-MM-DD',
  )

const name = z.string().trim().min(1).max(40)
const role = z.enum(ROLES)

const memberInputSchema = z.object({
  name,
  platformUserId: z.string().min(1).max(128).optional(),
  role: role.optional(),
  roles: z.array(role).max(ROLES.length).optional(),
  status: z.enum(['full', 'probationary']).default('full'),
  state: z.enum(['active', 'leave', 'seconded', 'retired']).default('active'),
  aliases: z.array(name).max(20).default([]),
  post: z.string().max(80).optional(),
  birthDate: roughDate.optional(),
  education: z.string().max(80).optional(),
  since: roughDate.optional(),
})

/** Body of `POST /admin/branches` (contract.md). Unknown keys are dropped, so that what GET returned can be sent back. */
export const branchInputSchema = z.object({
  name: z.string().trim().min(1).max(80),
  timezone: z.string().refine(isTimezone, 'is no IANA time zone').optional(),
  platform: z.enum(['feishu', 'dingtalk']),
  chatId: z.string().min(1).max(128),
  settings: z
    .object({
      talksPerQuarter: z.number().int().min(0).max(100),
      lateAfterWorkdays: z.number().int().min(0).max(60),
      minutesPerCreditHour: z.union([z.literal(45), z.literal(50), z.literal(60)]),
      talkPairsUpTo: z.number().int().min(0).max(50),
      talkOccasions: z.array(z.string().trim().min(1).max(LONGEST_OCCASION)).min(1).max(MOST_OCCASIONS),
    })
    .partial()
    .optional(),
  members: z
    .array(memberInputSchema)
    .max(500)
    .refine((members) => isDistinct(members.map((member) => member.name)), 'two members have the same name')
    .refine(
      (members) => isDistinct(members.flatMap((member) => member.platformUserId ?? [])),
      'two members have the same platformUserId',
    ),
})

export type MemberInput = z.infer<typeof memberInputSchema>
export type BranchInput = z.infer<typeof branchInputSchema>

const isDistinct = (values: readonly string[]): boolean => new Set(values).size === values.length
