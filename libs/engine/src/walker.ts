import type { CompiledModule } from '@ebbflow/blueprint';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';

/** The loop as the steps see it that have flows of their own (router, if-else, error handler): given to them, so that they do not import it back. */
export interface Walker {
  /** One bundle through a module if its filter lets it pass, and through everything after it. */
  walkFrom(module: CompiledModule | undefined, frame: Frame | undefined, run: Run): Promise<void>;
  /** One bundle through a module whose filter has let it pass, and through everything after it. */
  walkPastFilter(module: CompiledModule, frame: Frame | undefined, run: Run): Promise<void>;
}
