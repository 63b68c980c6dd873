import { DEFAULT_MARK, fieldLabel } from './entry-text.js'

/** Collects marks, so that no inferred field is forgotten: what no segment showed gets one of its own. */
export class Marks {
  private readonly open: Set<string>
  constructor(inferred: readonly string[]) {
    this.open = new Set(inferred)
  }
  /** The text with the mark of every named field that was inferred. */
  on(text: string, ...fields: readonly string[]): string {
    return text + fields.map((field) => (this.open.delete(field) ? DEFAULT_MARK : '')).join('')
  }
  has = (field: string): boolean => this.open.has(field)
  /** The card doesn't show these here, so there is nothing to mark. */
  hide(...fields: readonly string[]): void {
    for (const field of fields) this.open.delete(field)
  }
  rest(): string[] {
    return [...this.open].map((field) => this.on(fieldLabel(field), field))
  }
}
