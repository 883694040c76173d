import { isBundle, readList, readText, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { NO_BUNDLES, ONE_EMPTY_BUNDLE } from '../bundle-sequence.ts';
import { evaluateMapper } from '../evaluation.ts';
import { holdsWritten } from '../filters/holds-written.ts';
import { computeStep } from './compute.step.ts';

/** `builtin:BasicFilter` of hand-written files: a filter as a module of its own. The bundle goes on or it does not. */
export const filterModuleStep = computeStep((module, frame, run) => {
  const groups = groupsOf(readList(evaluateMapper(module, frame, run), 'conditions'));
  const holds = (condition: Bundle): boolean =>
    holdsWritten(readText(condition, 'o') ?? '', condition['a'], condition['b'], run.input.timezone);
  const passes = groups.length === 0 || groups.some((group) => group.filter(isBundle).every(holds));
  return passes ? ONE_EMPTY_BUNDLE : NO_BUNDLES;
});

/** Alternatives of conditions; a flat list is one group. */
function groupsOf(conditions: readonly Value[]): readonly (readonly Value[])[] {
  const isFlat = conditions.length > 0 && conditions.every((condition) => !Array.isArray(condition));
  return isFlat ? [conditions] : conditions.map((group) => (Array.isArray(group) ? group : [group]));
}
