import { PROJECT_DAY_KINDS } from '../../core/entry.js'
import { listEntries } from '../entries.js'
import type { LedgerEntryView } from '../to-views.js'

export interface ProjectDays {
  readonly project: string
  /** 启动 and 验收; of two the last told. */
  readonly days: readonly { readonly kind: string; readonly entry?: LedgerEntryView }[]
}

/** When the projects of that name began and were accepted (domain.md P11); a part of the name is enough. */
export async function projectDaysOf(said: string): Promise<ProjectDays[]> {
  const entries = (await listEntries({ kind: 'projectEvent' })).filter(
    ({ project = '', subkind = '' }) =>
      (project.includes(said) || said.includes(project)) && PROJECT_DAY_KINDS.some((kind) => kind === subkind),
  )
  const projects = [...new Set(entries.flatMap(({ project }) => project ?? []))]
  return projects.map((project) => ({
    project,
    days: PROJECT_DAY_KINDS.map((kind) => {
      const told = entries.filter((entry) => entry.project === project && entry.subkind === kind)
      const entry = told.toSorted((a, b) => b.enteredAt - a.enteredAt)[0]
      return { kind, ...(entry && { entry }) }
    }),
  }))
}
