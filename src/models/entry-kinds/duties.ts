import { personSchema } from '../fields.js'
import { kindSchema, kindWithin, money, openText } from './shared.js'

export const duesSchema = kindSchema({
  ...openText,
  ...money,
  span: String,
  arrears: Boolean,
  paidOn: String,
  unconfirmed: Boolean,
})

export const commitmentSchema = kindSchema({
  ...openText,
  ...kindWithin,
  who: { type: personSchema, required: true },
  span: { type: String, required: true },
})

export const planSchema = kindSchema({
  ...openText,
  ...kindWithin,
  talker: personSchema,
  partner: personSchema,
  lecturer: personSchema,
  dueTo: String,
  remind: Boolean,
  remindAll: Boolean,
  planState: { type: String, required: true },
  doneById: String,
  doneBy: String,
  replaces: String,
})
