/** The instants a schedule names, whatever windows it has beside them. Milliseconds since the epoch. */
export interface InstantSource {
  /** The first one strictly after; undefined when there is none (within ten years). */
  after(ms: number): number | undefined;
}
