import { EvaluationError } from '../expressions.errors.ts';
import { type Budget, defaultBudget } from './budget.ts';

/** An array costs about this much per element; with it one limit in bytes covers texts, bytes and arrays. */
const BYTES_PER_ELEMENT = 16;

/** Counts what a piece of work costs and stops it when it costs too much. */
export class Meter {
  readonly budget: Budget;
  #stepsLeft: number;

  constructor(budget: Budget = defaultBudget) {
    this.budget = budget;
    this.#stepsLeft = budget.steps;
  }

  /** @throws EvaluationError `EXPRESSIONS.STEPS_EXCEEDED` */
  step(count: number): void {
    this.#stepsLeft -= count;
    if (this.#stepsLeft < 0) {
      throw new EvaluationError(
        'EXPRESSIONS.STEPS_EXCEEDED',
        'RuntimeError',
        `The expression needs more than the ${String(this.budget.steps)} steps one evaluation may take; work on less data at once.`,
      );
    }
  }

  /**
   * Call it before making something big, with the size it will have: afterwards the memory is already spent.
   * @throws EvaluationError `EXPRESSIONS.OUTPUT_EXCEEDED`
   */
  ensureSize(bytes: number): void {
    if (bytes > this.budget.outputBytes) throw outputExceeded(this.budget);
  }

  ensureElements(count: number): void {
    this.ensureSize(count * BYTES_PER_ELEMENT);
  }

  get maximumElements(): number {
    return Math.floor(this.budget.outputBytes / BYTES_PER_ELEMENT);
  }

  /** @throws EvaluationError `EXPRESSIONS.DEPTH_EXCEEDED` */
  ensureDepth(depth: number): void {
    if (depth > this.budget.depth) throw depthExceeded(this.budget);
  }
}

export function outputExceeded(budget: Budget): EvaluationError {
  return new EvaluationError(
    'EXPRESSIONS.OUTPUT_EXCEEDED',
    'RuntimeError',
    `The expression makes a value larger than the ${String(budget.outputBytes)} bytes allowed.`,
  );
}

function depthExceeded(budget: Budget): EvaluationError {
  return new EvaluationError(
    'EXPRESSIONS.DEPTH_EXCEEDED',
    'RuntimeError',
    `The data is nested deeper than the ${String(budget.depth)} levels an expression may walk through.`,
  );
}
