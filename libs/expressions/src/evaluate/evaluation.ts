import type { EvaluationScope } from './evaluation-scope.ts';
import { Meter } from './meter.ts';

/** One evaluation of one template: what it may read and what it has spent. Never shared between evaluations. */
export class Evaluation extends Meter {
  readonly scope: EvaluationScope;

  constructor(scope: EvaluationScope) {
    super(scope.budget);
    this.scope = scope;
  }
}
