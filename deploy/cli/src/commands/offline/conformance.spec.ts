import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '@ebbflow/kernel';
import { runFile, type RunReport } from './run-report.ts';

/** Behaviours as data: anybody may run one with `ebbflow blueprint run`. They lie with the engine and run here, where its apps are at hand. */
const folder = join(import.meta.dirname, '../../../../../libs/engine/conformance');

describe('the engine does as its conformance cases say:', () => {
  const behaviours = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'blueprint.json')));

  it('there are cases', () => {
    expect(behaviours.length).toBeGreaterThan(20);
  });

  it.each(behaviours)('%s', async (behaviour) => {
    const at = (name: string): string => join(folder, behaviour, name);
    const report = await runFile(at('blueprint.json'), {
      timezone: 'UTC',
      ...(existsSync(at('input.json')) ? { input: at('input.json') } : {}),
      ...(existsSync(at('fixtures')) ? { fixtures: at('fixtures') } : {}),
    });
    const { title, ...expected } = JSON.parse(readFileSync(at('expected.json'), 'utf8')) as { title?: string };
    expect(outcomeOf(report)).toEqual(expected);
    // A case is read by newcomers: it says in a sentence what it shows.
    expect(title).toMatch(/\.$/);
  });
});

/**
 * What a case fixes: not times, not the idempotency of ids. `modules` has the bundles of each execution, or the class of its
 * error. What is as usual (one cycle, no warning, nothing to advise) is left out.
 */
function outcomeOf({ verdict, modules, responses, requests }: RunReport): JsonValue {
  const executions: { [moduleId: string]: JsonValue[] } = {};
  for (const { moduleId, bundles, error } of modules) {
    (executions[String(moduleId)] ??= []).push(error ? { error: error.class } : [...bundles]);
  }
  return JSON.parse(
    JSON.stringify({
      status: verdict.status,
      operations: verdict.operations,
      error: verdict.error && { class: verdict.error.class, moduleId: verdict.error.moduleId },
      cycles: verdict.cycles === 1 ? undefined : verdict.cycles,
      outputs: verdict.outputs,
      warnings:
        verdict.warnings.length === 0
          ? undefined
          : verdict.warnings.map(({ moduleId, message }) => ({ moduleId, message })),
      advice: Object.entries(verdict.advice).some(([, is]) => is)
        ? Object.fromEntries(Object.entries(verdict.advice).filter(([, is]) => is))
        : undefined,
      incomplete: verdict.incomplete.map(({ moduleId, error, retry }) => ({ moduleId, class: error.class, retry })),
      modules: executions,
      responses,
      requests: requests.map(({ method, url, status }) => `${method} ${url} ${String(status)}`),
    }),
  ) as JsonValue;
}
