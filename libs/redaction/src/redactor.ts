import { PathPatterns } from './path-patterns.ts';
import { PersonalFinder } from './personal-finder.ts';
import { Redaction } from './redaction.ts';
import type { RuleSet } from './redaction-rules.ts';
import { DEFAULT_WORK, WorkBudget, type WorkLimits } from './work-budget.ts';

/** Rules made ready once, for many runs. */
export class Redactor {
  /** It hides nothing, so nothing need be walked. */
  readonly isIdle: boolean;
  readonly #patterns: PathPatterns;
  readonly #finder: PersonalFinder;

  constructor(rules: RuleSet) {
    this.#patterns = new PathPatterns(rules.paths);
    this.#finder = new PersonalFinder(rules);
    this.isIdle = rules.paths.length === 0 && rules.types.length === 0;
  }

  /** For one run: it remembers what it has hidden, and its work is bounded. */
  begin(limits: WorkLimits = DEFAULT_WORK): Redaction {
    return new Redaction(this.#patterns, this.#finder, new WorkBudget(limits));
  }
}
