import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { roleFromSchema, rosterFromSchema } from '../language/schema-names.js'
import { understand } from '../language/understand.js'
import type { Trace } from '../language/why.js'

/**
 * `npm run -s understand -- --roster FILE --in FILE.jsonl`: what the bot understands, one JSON object a line. With
 * `--why` each line also has `why`: which words were read as which field, and by which rule.
 */

const line = z.object({
  text: z.string(),
  chat: z.enum(['group', 'p2p']),
  sender_role: z.string(),
  today: z.string(),
})

const { values } = parseArgs({
  options: { roster: { type: 'string' }, in: { type: 'string' }, why: { type: 'boolean', default: false } },
})
if (values.roster === undefined || values.in === undefined) {
  process.stderr.write('usage: npm run -s understand -- --roster FILE --in FILE.jsonl [--why]\n')
  process.exit(2)
}

const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
const { botName, roster } = rosterFromSchema(JSON.parse(withoutMark(readFileSync(values.roster, 'utf8'))))
const lines = withoutMark(readFileSync(values.in, 'utf8')).replace(/\n+$/, '').split('\n')

for (const text of lines) {
  const { sender_role, ...message } = line.parse(JSON.parse(text))
  const role = roleFromSchema(sender_role)
  // The file names a sender by role only; where one member alone has it, that is who typed.
  const holders = roster.filter((member) => member.role === role)
  const sender = holders.length === 1 ? { sender: holders[0]?.name } : {}
  const trace: Trace | undefined = values.why ? [] : undefined
  const meaning = understand({ ...message, senderRoles: [role], roster, botName, ...sender }, trace)
  process.stdout.write(`${JSON.stringify(trace ? { ...meaning, why: trace } : meaning)}\n`)
}
