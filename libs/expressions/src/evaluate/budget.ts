/** What one evaluation of one template may cost. */
export interface Budget {
  /** Function calls plus elements visited by functions. Default 5 000 000. */
  readonly steps: number;
  /** Nesting of the values functions walk through. Default 500. */
  readonly depth: number;
  /** Size of any text, bytes or array a step of the evaluation produces, in bytes. Default 50 MB. */
  readonly outputBytes: number;
}

export const defaultBudget: Budget = Object.freeze({ steps: 5_000_000, depth: 500, outputBytes: 50_000_000 });
