import { AsyncLocalStorage } from 'node:async_hooks'

/** Which branch's data the running code may touch. It travels with the call, so no query can forget it. */
export type Scope =
  | { readonly type: 'branch'; readonly branchId: string }
  | { readonly type: 'across'; readonly reason: string }

const storage = new AsyncLocalStorage<Scope>()

/**
 * Runs `fn` for one branch: every query inside sees that branch's data and nothing else. Throws when another branch is
 * already in scope, because code that reaches from one branch into another is a fault, never a need.
 */
export async function inBranch<T>(branchId: string, fn: () => Promise<T>): Promise<T> {
  if (!branchId) throw new Error('inBranch needs a branch id')
  const outer = storage.getStore()
  if (outer?.type === 'branch' && outer.branchId !== branchId) throw new Error('another branch is already in scope')
  // Awaited inside: a mongoose query only runs when it is awaited, and has to do so while the scope stands.
  return await storage.run({ type: 'branch', branchId }, async () => await fn())
}

/**
 * The sole exit from the branch scope (design.md §1); a test lists its callers. `reason` says why this query can't know
 * its branch, or concerns them all.
 */
export async function acrossBranches<T>(reason: string, fn: () => Promise<T>): Promise<T> {
  if (!reason) throw new Error('acrossBranches needs a reason')
  return await storage.run({ type: 'across', reason }, async () => await fn())
}

/** The scope in force; throws when there is none. */
export function currentScope(): Scope {
  const scope = storage.getStore()
  if (!scope) throw new Error('no branch in scope: wrap the call in inBranch()')
  return scope
}

/** The branch in scope; throws when there is none, also inside `acrossBranches`. */
export function currentBranchId(): string {
  const scope = currentScope()
  if (scope.type !== 'branch') throw new Error(`no single branch in scope: across branches (${scope.reason})`)
  return scope.branchId
}
