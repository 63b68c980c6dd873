import { personSchema } from '../fields.js'
import { kindSchema, kindWithin } from './shared.js'

/** The fact of a talk; its words are sealed elsewhere. */
export const talkSchema = kindSchema({
  ...kindWithin,
  talker: { type: personSchema, required: true },
  partner: { type: personSchema, required: true },
  partners: { type: [personSchema], default: undefined },
  followup: Boolean,
  followupFrom: String,
  followupDue: String,
  closedOn: String,
  closedBy: personSchema,
})

/** That a quarter was analysed; what was found is sealed (moments.md §4). */
export const analysisSchema = kindSchema({ span: { type: String, required: true } })
