import { defineModule, ModuleError, readNumber } from '@ebbflow/connector-sdk';

const LONGEST_SECONDS = 300;

/** Waits so many seconds (0 to 300) before the next module; the bundle it gives on is empty. */
export const sleep = defineModule({
  name: 'util:FunctionSleep',
  versions: [1],
  kind: 'transformer',
  label: 'Sleep',
  fields: { mapper: ['duration'] },
  async run({ mapped }) {
    const seconds = readNumber(mapped, 'duration') ?? 0;
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new ModuleError('DataError', `The field "duration" must be from 0 to ${String(LONGEST_SECONDS)} seconds.`);
    }
    return { bundles: [{}], sleepMs: Math.round(seconds * 1_000) };
  },
});
