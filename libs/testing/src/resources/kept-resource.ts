/** Something started once for a whole Jest run. */
export interface KeptResource {
  /** What the test files get to know, as JSON. */
  readonly answer: unknown;
  stop(): Promise<void>;
}
