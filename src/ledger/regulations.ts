import type { RuleName } from '../core/views.js'
import { RegulationArticle, type RegulationArticleRow } from '../models/regulation-article.js'
import { RULES, ruleNamed } from './rules/index.js'
import { PROMISE, type Rule } from './rules/rule.js'

/** The articles that the operator compared with the official text, by rule. They are of every branch. Needs no scope. */
export async function confirmedArticles(): Promise<ReadonlyMap<RuleName, string>> {
  const rows = await RegulationArticle.find().lean<RegulationArticleRow[]>()
  return new Map(rows.map(({ _id, article }) => [_id, article]))
}

/** Where a rule is written, as a card may say it: no article that nobody has confirmed (moments.md §6). */
export function basisOf(
  { name, regulation }: Pick<Rule, 'name' | 'regulation'>,
  articles: ReadonlyMap<RuleName, string>,
) {
  return regulation ? `${regulation.title}${articles.get(name) ?? ''}` : PROMISE
}

/** One rule that a regulation holds, for the operator to confirm. */
export interface RegulationRule {
  readonly rule: RuleName
  readonly label: string
  readonly regulation: string
  /** As remembered by whoever wrote the rule: to be compared, never shown. */
  readonly expected?: string
  readonly article?: string
}

/** Every rule that is written in a regulation, with its article once confirmed. Needs no scope. */
export async function listRegulations(): Promise<RegulationRule[]> {
  const confirmed = await confirmedArticles()
  return RULES.flatMap(({ name, label, regulation }) => {
    if (!regulation) return []
    const { title, article: expected } = regulation
    const article = confirmed.get(name)
    return [{ rule: name, label, regulation: title, ...(expected && { expected }), ...(article && { article }) }]
  })
}

/** Notes the article of a rule, from then on shown to every branch; false when no regulation holds such a rule. */
export async function confirmArticle(rule: RuleName, article: string, now: number): Promise<boolean> {
  if (!ruleNamed(rule)?.regulation) return false
  await RegulationArticle.updateOne({ _id: rule }, { $set: { article, confirmedAt: now } }, { upsert: true })
  return true
}
