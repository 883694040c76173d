import type { CompiledModule } from '@ebbflow/blueprint';
import type { Bundle } from '@ebbflow/connector-sdk';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';

/**
 * What one kind of module does with one bundle. Answers the bundles that go on to the next module; undefined when nothing
 * goes on and nothing downstream is told (the bundle was gathered, or dropped by an error handler).
 */
export type Step = (
  module: CompiledModule,
  frame: Frame | undefined,
  run: Run,
) => Promise<readonly Bundle[] | undefined>;
