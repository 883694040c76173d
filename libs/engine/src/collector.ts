import { encodeValue, type Bundle, type Value } from '@ebbflow/connector-sdk';

export interface Group {
  readonly key: Value;
  readonly rows: Bundle[];
}

/** The rows one aggregator gathers while its feeder's bundles pass, in order, one group per value of `groupBy`. */
export class Collector {
  /** Whether the flow came to the aggregator's route; an aggregator behind a router that was never entered stays silent. */
  isReached: boolean;
  readonly #groups = new Map<string, Group>();

  constructor(isReached: boolean) {
    this.isReached = isReached;
  }

  /** @throws ModuleError DataError when the key cannot be written */
  add(row: Bundle, key: Value): void {
    this.isReached = true;
    const identity =
      typeof key === 'object' && key !== null ? JSON.stringify(encodeValue(key)) : `${typeof key} ${String(key)}`;
    const group = this.#groups.get(identity);
    if (group) group.rows.push(row);
    else this.#groups.set(identity, { key, rows: [row] });
  }

  /** In the order in which their keys came first. */
  get groups(): readonly Group[] {
    return [...this.#groups.values()];
  }
}
