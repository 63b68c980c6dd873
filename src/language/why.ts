/** One step by which a sentence came to its meaning: which text was read as which field, and by which rule. */
export interface Why {
  /** A field of SCHEMA's, or `kind of record`, `mood`, `question`. */
  field: string
  /** The words, as normalised. */
  from: string
  /** The rule, by the name of the function or table that holds it: the one place where a wrong reading is mended. */
  by: string
}

/** The steps in the order taken; left out, nothing is kept. */
export type Trace = Why[]
