import type { Bundle, ModuleResult, Value } from '@ebbflow/connector-sdk';

/** Variables that modules set: for one cycle, for the run, or for the scenario's later runs too. The one set last wins. */
export class Variables {
  #roundtrip = new Map<string, Value>();
  #execution = new Map<string, Value>();
  #scenario: Map<string, Value>;
  #isChanged = false;
  #kept: Bundle | undefined;
  readonly #initial: Bundle;
  readonly #keepsAtOnce: boolean;

  /** `keepsAtOnce`: with auto commit, what a module set for the scenario stays whatever becomes of the cycle. */
  constructor(scenarioVariables: Bundle | undefined, keepsAtOnce: boolean) {
    this.#initial = scenarioVariables ?? {};
    this.#scenario = new Map(Object.entries(this.#initial));
    this.#keepsAtOnce = keepsAtOnce;
  }

  /** With "fresh variables" a cycle begins without those of the run, too. */
  beginCycle(isFresh: boolean): void {
    this.#roundtrip.clear();
    if (isFresh) this.#execution.clear();
  }

  set({ scope, values }: NonNullable<ModuleResult['variables']>): void {
    for (const [name, value] of Object.entries(values)) {
      this.#roundtrip.delete(name);
      if (scope !== 'roundtrip') this.#execution.delete(name);
      this.#of(scope).set(name, value);
    }
    if (scope !== 'scenario') return;
    this.#isChanged = true;
    if (this.#keepsAtOnce) this.keepChanges();
  }

  get(name: string): Value {
    if (this.#roundtrip.has(name)) return this.#roundtrip.get(name);
    return this.#execution.has(name) ? this.#execution.get(name) : this.#scenario.get(name);
  }

  /** What was set for the scenario so far is to be kept for its later runs. */
  keepChanges(): void {
    if (this.#isChanged) this.#kept = Object.fromEntries(this.#scenario);
  }

  /** Forgets what was set for the scenario since it was last kept. */
  dropChanges(): void {
    this.#scenario = new Map(Object.entries(this.#kept ?? this.#initial));
    this.#isChanged = false;
  }

  get kept(): Bundle | undefined {
    return this.#kept;
  }

  get snapshot(): { readonly roundtrip: Bundle; readonly execution: Bundle } {
    return { roundtrip: Object.fromEntries(this.#roundtrip), execution: Object.fromEntries(this.#execution) };
  }

  restore(snapshot: { readonly roundtrip: Bundle; readonly execution: Bundle }): void {
    this.#roundtrip = new Map(Object.entries(snapshot.roundtrip));
    this.#execution = new Map(Object.entries(snapshot.execution));
  }

  #of(scope: NonNullable<ModuleResult['variables']>['scope']): Map<string, Value> {
    if (scope === 'roundtrip') return this.#roundtrip;
    return scope === 'execution' ? this.#execution : this.#scenario;
  }
}
