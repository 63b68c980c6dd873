import { z } from 'zod'
import type { Person } from '../core/meaning.js'

/** The few words that differ between language/SCHEMA.md or its roster file and our own names (contract.md "Understanding"). */

const ROLES: Readonly<Record<string, string>> = { org: 'organization' }
const STATUSES: Readonly<Record<string, Person['status']>> = { 正式: 'full', 预备: 'probationary' }

/** A role of SCHEMA's as ours. */
export const roleFromSchema = (role: string): string => ROLES[role] ?? role

const rosterFile = z.object({
  members: z.array(
    z.object({
      name: z.string().min(1),
      role: z.string(),
      status: z.string(),
      aliases: z.array(z.string()).default([]),
    }),
  ),
  bot_name: z.string().default('台账助手'),
})

export interface SchemaRoster {
  botName: string
  roster: (Person & { role: string })[]
}

/** A roster file in the form of language/roster.json. */
export function rosterFromSchema(json: unknown): SchemaRoster {
  const file = rosterFile.parse(json)
  return {
    botName: file.bot_name,
    roster: file.members.map(({ name, role, status, aliases }) => ({
      name,
      aliases,
      role: roleFromSchema(role),
      status: STATUSES[status] ?? (status === 'probationary' ? 'probationary' : 'full'),
    })),
  }
}
