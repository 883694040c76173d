export { markOf } from './marks.ts';
export { PERSONAL_NUMBERS } from './detectors/personal-numbers.ts';
export { type Hidden, Redaction } from './redaction.ts';
export { type RedactionType, type RuleSet, unionOf } from './redaction-rules.ts';
export { Redactor } from './redactor.ts';
