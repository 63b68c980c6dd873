import mongoose, { Schema } from 'mongoose'
import type { Sealed } from '../core/seal.js'

/**
 * A new document id, as text, so that ids need no casting anywhere. Ids made one after the other by one process sort
 * in that order, which tells apart two entries of one message.
 */
export const newId = (): string => new mongoose.Types.ObjectId().toHexString()

/** Somebody named in an entry. The name is kept as of then; `memberId` is absent for visitors. */
export interface PersonRow {
  name: string
  memberId?: string
}

export const personSchema = new Schema<PersonRow>(
  { name: { type: String, required: true }, memberId: String },
  { _id: false },
)

export const sealedSchema = new Schema<Sealed>(
  { keyId: { type: String, required: true }, bytes: { type: Buffer, required: true } },
  { _id: false },
)

/** Fields of every document of a branch. `schemaVersion` tells a migration what it has before it. */
export interface BranchDocument {
  _id: string
  schemaVersion: number
  branchId: string
}

export const branchFields = {
  _id: { type: String, default: newId },
  schemaVersion: { type: Number, default: 1 },
  branchId: { type: String, required: true, immutable: true },
} as const

/** The bytes of a stored `Buffer` field: read plainly they come as the driver's `Binary`, whatever the type says. */
export const bytesOf = (value: Buffer): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from((value as unknown as mongoose.mongo.Binary).value())

/** A stored sealed value, ready for `Vault.open`. */
export const sealedOf = ({ keyId, bytes }: Sealed): Sealed => ({ keyId, bytes: bytesOf(bytes) })
