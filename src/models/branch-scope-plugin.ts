import type { Aggregate, Document, PipelineStage, Query, Schema } from 'mongoose'
import { currentScope, type Scope } from './branch-scope.js'

/** Where a collection keeps the branch it belongs to: in `branchId`, or in `_id` where there is one row per branch. */
interface ScopeOptions {
  readonly path?: 'branchId' | '_id'
}

/** Stages that read or write another collection, where our filter would not reach, or that must come first. */
const FOREIGN_STAGES = ['$lookup', '$graphLookup', '$unionWith', '$merge', '$out', '$geoNear', '$search']

const QUERIES = [
  'countDocuments',
  'deleteMany',
  'deleteOne',
  'distinct',
  'find',
  'findOne',
  'findOneAndDelete',
  'findOneAndUpdate',
  'updateMany',
  'updateOne',
] as const

/**
 * Makes a schema hold branch data: every operation through its model throws when no branch is in scope, gets the
 * branch's filter added, and throws when it names another branch. What can't be filtered is refused.
 */
export function branchScopePlugin(schema: Schema, { path = 'branchId' }: ScopeOptions = {}): void {
  // biome-ignore lint/suspicious/noExplicitAny: mongoose types a query by its result, which no hook knows
  schema.pre<Query<any, any>>([...QUERIES], { query: true, document: false }, function () {
    const scope = currentScope()
    if (scope.type === 'across') return
    assertOwn(scope, this.getFilter()[path])
    assertUpdateStays(scope, path, this.getUpdate())
    this.where({ [path]: scope.branchId })
  })

  // biome-ignore lint/suspicious/noExplicitAny: see above
  schema.pre<Aggregate<any>>('aggregate', function () {
    const scope = currentScope()
    if (scope.type === 'across') return
    const foreign = FOREIGN_STAGES.find((stage) => mentions(this.pipeline(), stage))
    if (foreign) throw new Error(`aggregate with ${foreign} can't be held inside one branch`)
    this.pipeline().unshift({ $match: { [path]: scope.branchId } } satisfies PipelineStage.Match)
  })

  // biome-ignore lint/suspicious/noExplicitAny: see above
  schema.pre<Query<any, any>>(
    ['estimatedDocumentCount', 'findOneAndReplace', 'replaceOne'],
    { query: true, document: false },
    () => refuseUnfiltered('this operation'),
  )
  schema.pre('bulkWrite', () => refuseUnfiltered('bulkWrite'))

  schema.pre<Document>('validate', function () {
    const scope = currentScope()
    if (scope.type === 'branch' && this.isNew && path !== '_id' && !this.get(path)) this.set(path, scope.branchId)
  })
  schema.pre<Document>('save', function () {
    assertDocument(this, path)
  })
  schema.pre<Document>(['updateOne', 'deleteOne'], { document: true, query: false }, function () {
    assertDocument(this, path)
  })
  schema.pre('insertMany', (docs: unknown) => {
    const scope = currentScope()
    if (scope.type === 'across') return
    for (const doc of Array.isArray(docs) ? docs : [docs]) {
      const owner = (doc as Partial<Record<string, unknown>>)[path]
      if (owner === undefined) throw new Error(`insertMany without ${path}`)
      assertOwn(scope, owner)
    }
  })
}

type BranchScope = Extract<Scope, { type: 'branch' }>

/** An absent owner is fine: the filter is added. Anything but the branch's own id, operators included, is refused. */
function assertOwn(scope: BranchScope, owner: unknown): void {
  if (owner !== undefined && owner !== scope.branchId) throw new Error('this query reaches into another branch')
}

function assertDocument(document: Document, path: string): void {
  const scope = currentScope()
  if (scope.type === 'across') return
  if (document.get(path) !== scope.branchId) throw new Error('this document belongs to another branch')
}

function assertUpdateStays(scope: BranchScope, path: string, update: unknown): void {
  if (update === null || update === undefined) return
  if (Array.isArray(update)) throw new Error("an update pipeline can't be held inside one branch")
  for (const [operator, change] of Object.entries(update as Record<string, unknown>)) {
    if (operator === path) assertOwn(scope, change)
    if (!operator.startsWith('$') || typeof change !== 'object' || change === null) continue
    if (!(path in change)) continue
    if (operator !== '$set' && operator !== '$setOnInsert') throw new Error(`${operator} may not touch ${path}`)
    assertOwn(scope, (change as Record<string, unknown>)[path])
  }
}

function refuseUnfiltered(what: string): void {
  if (currentScope().type === 'branch') throw new Error(`${what} can't be held inside one branch`)
}

function mentions(value: unknown, key: string): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, key))
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, inner]) => name === key || mentions(inner, key))
}
