import type { EditMeaning, Meaning } from '../../core/meaning.js'
import { COMMAND } from './edit-words.js'

/** Several changes in one message, each clause read by itself. */

/** Reads one change; `surely`: the text is known to be a correction. */
export type ReadChange = (text: string, surely?: boolean) => Meaning | undefined

export const NUMBER_FIRST = /^\s*\d{4}-\p{Script=Han}-\d{1,5}\s*/u
const MOST_CHANGES = 4

/** 更正 2小时，李响请假: each clause a change of its own, of one and the same entry. */
export function severalChanges(said: string, change: ReadChange): EditMeaning | undefined {
  const command = COMMAND.exec(said)?.[0]
  if (command === undefined) return undefined
  const rest = said.slice(command.length)
  const number = NUMBER_FIRST.exec(rest)?.[0] ?? ''
  const clauses = rest.slice(number.length).split(/[,，;；]\s*/)
  if (clauses.length < 2 || clauses.length > MOST_CHANGES) return undefined
  const [first, ...others] = clauses.map((clause) => change(`${command.trimEnd()} ${number}${clause}`))
  if (!isEditMeaning(first)) return undefined
  let merged: EditMeaning = first
  for (const next of others) {
    const both = isEditMeaning(next) ? together(merged, next) : undefined
    if (!both) return undefined
    merged = both
  }
  return merged
}

export const isEditMeaning = (meaning: Meaning | undefined): meaning is EditMeaning =>
  meaning !== undefined && !('error' in meaning) && 'type' in meaning && meaning.type === 'edit'

/** Both changes of the same entry; undefined where they are of two, or of one field twice. */
function together(one: EditMeaning, other: EditMeaning): EditMeaning | undefined {
  if (JSON.stringify(one.target) !== JSON.stringify(other.target)) return undefined
  const changed = [one, other].map(({ set = {}, add = {} }) => [...Object.keys(set), ...Object.keys(add)])
  if (changed[0]?.some((field) => changed[1]?.includes(field))) return undefined
  const set = { ...one.set, ...other.set }
  const add = { ...one.add, ...other.add }
  const some = (values: object): boolean => Object.keys(values).length > 0
  return { type: 'edit', target: one.target, ...(some(set) && { set }), ...(some(add) && { add }) }
}

/** 上一条按半天算，主持人换成书记: a change in the clause that names the entry is one as well. */
export function withFirstClause(read: EditMeaning, said: string, change: ReadChange): EditMeaning {
  const [first = '', ...others] = said.split(/[,，;；]\s*/)
  if (others.length === 0 || read.target !== 'last' || COMMAND.test(said)) return read
  const one = change(first, true)
  return (isEditMeaning(one) && together(one, read)) || read
}
