import { readFileSync } from 'node:fs'

/** A vendor sample, parsed afresh so that a test may change it. */
// biome-ignore lint/suspicious/noExplicitAny: samples have as many shapes as there are files
export function feishuFixture(name: string): any {
  return JSON.parse(readFileSync(new URL(`../fixtures/feishu/${name}.json`, import.meta.url), 'utf8'))
}
