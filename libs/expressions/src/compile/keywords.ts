import type { Evaluate } from '../evaluate/evaluate.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import { ERASE, IGNORE } from '../value.ts';
import { constant } from './compile-literal.ts';

/** Random by the scope's own source, so that a run can be replayed; version and variant bits as RFC 9562 asks. */
function randomUuid(evaluation: Evaluation): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(evaluation.scope.random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'.charAt(Math.floor(evaluation.scope.random() * 4));
  const digits = hex.join('');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}

function variable(name: string, ...aliases: string[]): Evaluate {
  const names = [[name], ...aliases.map((alias) => [alias])];
  return (evaluation) => {
    for (const path of names) {
      const value = evaluation.scope.variable(path);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

const executionId = variable('executionId', 'executionID');
const scenarioId = variable('scenarioId', 'scenarioID');

/** Words with a meaning of their own, wherever they stand. */
export const keywords: ReadonlyMap<string, Evaluate> = new Map<string, Evaluate>([
  ['true', constant(true)],
  ['false', constant(false)],
  ['null', constant(null)],
  ['undefined', constant(undefined)],
  ['ignore', constant(IGNORE)],
  ['erase', constant(ERASE)],
  ['emptystring', constant('')],
  ['emptyarray', () => []],
  ['space', constant(' ')],
  ['nbsp', constant('\u00a0')],
  ['tab', constant('\t')],
  ['newline', constant('\n')],
  ['carriagereturn', constant('\r')],
  ['pi', constant(Math.PI)],
  ['now', (evaluation) => new Date(evaluation.scope.nowMs)],
  ['timestamp', (evaluation) => Math.floor(evaluation.scope.nowMs / 1000)],
  ['random', (evaluation) => evaluation.scope.random()],
  ['uuid', randomUuid],
  ['executionId', executionId],
  ['executionID', executionId],
  ['scenarioId', scenarioId],
  ['scenarioID', scenarioId],
  ['scenarioName', variable('scenarioName')],
  ['triggerTimestamp', variable('triggerTimestamp')],
  ['operationsConsumed', variable('operationsConsumed')],
]);
