import { Member } from '../member.js'

/** Gives members of earlier versions a history of roles: those they have, from the first day they are known. */
export async function keepRoleHistory(): Promise<void> {
  // By the driver's own collection: it concerns every branch at once, and a scoped query takes no pipeline.
  await Member.collection.updateMany({ 'roleHistory.0': { $exists: false }, 'history.0': { $exists: true } }, [
    { $set: { roleHistory: [{ on: { $first: '$history.on' }, roles: '$roles' }] } },
  ])
}
