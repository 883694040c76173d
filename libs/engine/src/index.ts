export * from './error-policy.ts';
export { executeScenario } from './execute-scenario.ts';
export * from './ports.ts';
export type { RunObserver } from './run-observer.ts';
export { seededRandom } from './seeded-random.ts';
export * from './step-outcome-json.ts';
export * from './verdict.ts';
