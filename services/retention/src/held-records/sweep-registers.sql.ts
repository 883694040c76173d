import type { Statement } from '@ebbflow/persistence';

/** $1 breaches closed before, $2 readings before */
export const sweepRegisters: Statement = {
  name: 'retention.sweep-registers',
  text: 'select retention.sweep_registers($1, $2) as gone',
};
