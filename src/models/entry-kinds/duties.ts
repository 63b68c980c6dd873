import { personSchema } from '../fields.js'
import { kindSchema, kindWithin, money, openText, progressSchema } from './shared.js'

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
  progress: { type: [progressSchema], default: undefined },
})

export const planSchema = kindSchema({
  ...openText,
  ...kindWithin,
  talker: personSchema,
  partner: personSchema,
  lecturer: personSchema,
  /** 微党课 of a reading plan. */
  form: String,
  dueTo: String,
  remind: Boolean,
  remindAll: Boolean,
  planState: { type: String, required: true },
  doneById: String,
  doneBy: String,
  replaces: String,
})
