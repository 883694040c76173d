import type { CompiledModule } from '@ebbflow/blueprint';
import type { BundleSequence } from '../bundle-sequence.ts';
import type { Frame } from '../frame.ts';
import type { Run } from '../run.ts';

/** The bundles that go on to the next module; undefined when nothing goes on and nothing downstream is told (the bundle was gathered, or dropped by an error handler). */
export type StepOutput = BundleSequence | undefined;

/** What one kind of module does with one bundle. A step that only computes answers at once: a promise a bundle is what loops are slow by. */
export type Step = (module: CompiledModule, frame: Frame | undefined, run: Run) => StepOutput | Promise<StepOutput>;
