import { personSchema } from '../fields.js'
import { kindSchema, kindWithin, money, openText } from './shared.js'

export const activitySchema = kindSchema({ ...openText, ...kindWithin })

export const volunteerSchema = kindSchema({ ...openText, post: String })

export const donationSchema = kindSchema({ ...openText, ...money })

export const honourSchema = kindSchema({
  ...openText,
  prize: { type: String, required: true },
  winners: { type: [personSchema], default: undefined },
})

export const projectEventSchema = kindSchema({ ...openText, ...kindWithin, project: { type: String, required: true } })
