/** What one trial found: a figure beside what it must be. */
export interface Finding {
  readonly what: string;
  readonly found: number;
  /** In the words of a table: `0`, `≤ 5 s`. */
  readonly wanted: string;
  readonly holds: boolean;
}

export interface TrialOptions {
  /** `--name value` of the command line, or the trial's own value. */
  number(name: string, fallback: number): number;
  /** Says how far it is. */
  progress(line: string): void;
}

/** One promise of the house, tried on the house as it is deployed: processes of their own, real broker, real database. */
export interface Trial {
  readonly name: string;
  /** The promise, in one sentence. */
  readonly promise: string;
  run(options: TrialOptions): Promise<readonly Finding[]>;
}

export function atMost(what: string, found: number, bound: number, unit = ''): Finding {
  return { what, found, wanted: `≤ ${String(bound)}${unit}`, holds: found <= bound };
}

export function exactly(what: string, found: number, expected: number): Finding {
  return { what, found, wanted: String(expected), holds: found === expected };
}

export function atLeast(what: string, found: number, bound: number, unit = ''): Finding {
  return { what, found, wanted: `≥ ${String(bound)}${unit}`, holds: found >= bound };
}
