import { ERROR_CLASSES, type ErrorClass } from '@ebbflow/connector-sdk';
import { executeScenario } from '../src/index.ts';
import { aScenario, anInput, begin, DurableJournal, World, type FlowModule } from './lab.ts';

const fail = (id: number, errorClass: ErrorClass, more: Partial<FlowModule> = {}): FlowModule => ({
  id,
  module: 'lab:Act',
  mapper: { what: 'x', fails: errorClass },
  ...more,
});

/** What one error of a class does in each place: status, bundles put aside, and the advice that is true. */
async function effectOf(flow: readonly FlowModule[], dlq: boolean): Promise<string> {
  const ports = new World(new DurableJournal()).ports();
  const { status, incomplete, advice } = await executeScenario(aScenario(flow, { dlq }), anInput(), ports);
  const advised = Object.entries(advice).flatMap(([name, is]) =>
    is === true ? [name] : typeof is === 'number' ? [`${name}=${String(is / 60_000)}min`] : [],
  );
  return [status, ...(incomplete.length > 0 ? [`${String(incomplete.length)} aside`] : []), ...advised].join(', ');
}

const handled = (errorClass: ErrorClass): Promise<string> =>
  effectOf([begin, fail(2, errorClass, { onerror: [{ id: 3, module: 'builtin:Ignore' }] })], false);

/** The whole of it, read from runs: in the first module, in a later one, the same with incomplete executions stored, handled by Ignore. */
const EFFECTS: Record<ErrorClass, readonly [string, string, string, string]> = {
  RuntimeError: ['error, countError', 'error, countError', 'error, countError', 'success'],
  DataError: ['error', 'error', 'warning, 1 aside', 'success'],
  DuplicateDataError: ['error', 'error', 'warning, 1 aside', 'success'],
  ConnectionError: ['warning, retryRun', 'error, retryRun', 'warning, 1 aside', 'success'],
  RateLimitError: [
    'warning, retryRun, freezeMs=20min',
    'error, countError, retryRun, freezeMs=20min',
    'warning, 1 aside, freezeMs=20min',
    'success',
  ],
  ModuleTimeoutError: ['warning, retryRun', 'error, retryRun', 'warning, 1 aside', 'success'],
  IncompleteDataError: [
    'error, countError, retryRun',
    'error, countError, retryRun',
    'error, countError, retryRun',
    'success',
  ],
  InvalidConfigurationError: ['error, disable', 'error, disable', 'error, 1 aside, disable', 'success'],
  InvalidAccessTokenError: ['error, disable', 'error, disable', 'error, 1 aside, disable', 'success'],
  MaxResultsExceededError: ['error, disable', 'error, disable', 'error, disable', 'success'],
  MaxFileSizeExceededError: ['error, disable', 'error, disable', 'error, disable', 'success'],
  UnexpectedError: ['error, disable, lock', 'error, disable, lock', 'error, disable, lock', 'error, disable, lock'],
  InconsistencyError: ['error, countError', 'error, countError', 'error, countError', 'error, countError'],
  OutOfSpaceError: ['error, countError', 'error, countError', 'error, countError', 'error, countError'],
  ScenarioTimeoutError: ['error, countError', 'error, countError', 'error, countError', 'error, countError'],
  OperationsLimitExceededError: ['error, countError', 'error, countError', 'error, countError', 'error, countError'],
  DataSizeLimitExceededError: ['error, countError', 'error, countError', 'error, countError', 'error, countError'],
  ExecutionInterruptedError: ['error, countError', 'error, countError', 'error, countError', 'error, countError'],
};

it.each(ERROR_CLASSES)('%s does what the table says', async (errorClass) => {
  expect([
    await effectOf([fail(1, errorClass)], true),
    await effectOf([begin, fail(2, errorClass)], false),
    await effectOf([begin, fail(2, errorClass)], true),
    await handled(errorClass),
  ]).toEqual(EFFECTS[errorClass]);
});
