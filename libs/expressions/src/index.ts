export * from './expressions.errors.ts';
export { IGNORE, ERASE, type Collection, type Value } from './value.ts';
export type { EvaluationScope } from './evaluate/evaluation-scope.ts';
export { type Budget, defaultBudget } from './evaluate/budget.ts';
export type { CompiledTemplate, UnknownFunction } from './template/compiled-template.ts';
