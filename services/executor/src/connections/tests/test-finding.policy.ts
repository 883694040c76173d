import type { ConnectionTest } from '@ebbflow/contracts';
import { type ErrorClass, ModuleError } from '@ebbflow/connector-sdk';
import { toEgressModuleError } from '../../runs/attempt/egress-module-error.ts';

export type Finding = Pick<ConnectionTest, 'outcome' | 'message' | 'status'>;

const OUTCOMES: Readonly<Partial<Record<ErrorClass, Finding['outcome']>>> = {
  InvalidAccessTokenError: 'refused',
  ConnectionError: 'unreachable',
  ModuleTimeoutError: 'timed-out',
  RuntimeError: 'not-allowed',
};

/**
 * What a failed test found. Only sentences of the house go on: those of egress and connectors, which never have what the other side
 * said in them. @throws what is no finding but a defect of ours
 */
export function findingOf(thrown: unknown, isOver: boolean): Finding {
  if (isOver) return { outcome: 'timed-out', message: 'The other side did not answer in time.', status: null };
  const error = toEgressModuleError(thrown);
  if (!(error instanceof ModuleError)) throw thrown;
  return { outcome: OUTCOMES[error.errorClass] ?? 'unexpected', message: error.message, status: null };
}
