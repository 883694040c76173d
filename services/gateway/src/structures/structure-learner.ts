import { Inject, Injectable } from '@nestjs/common';
import { hookBundles } from '@ebbflow/connector-gateway';
import { type HookRequest, inferStructure } from '@ebbflow/contracts';
import type { JsonValue } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import type { OpenHook } from '../hooks/hook.ts';
import { StructuresService } from './structures.service.ts';

/** Hooks that are being learned at once; more wait for their next request. */
const MAX_UNDER_WAY = 16;

/** Learns what a hook's bundles look like, after its sender was answered. Names and types are kept, and no value. */
@Injectable()
export class StructureLearner {
  readonly #underWay = new Set<string>();

  constructor(
    @Inject(StructuresService) private readonly structures: StructuresService,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** Begins and returns; a failure costs nothing but that the next request is learned from. */
  learn(hook: OpenHook, request: HookRequest): void {
    if (this.#underWay.has(hook.id) || this.#underWay.size >= MAX_UNDER_WAY) return;
    this.#underWay.add(hook.id);
    setImmediate(() => {
      this.#save(hook, request)
        .catch((thrown: unknown) =>
          this.logger.warn('The structure of a webhook could not be learned.', { hookId: hook.id }, thrown),
        )
        .finally(() => this.#underWay.delete(hook.id));
    });
  }

  async #save({ tenantId, id }: OpenHook, request: HookRequest): Promise<void> {
    const sample = hookBundles(request).map((bundle) => JSON.parse(JSON.stringify(bundle, withoutBytes)) as JsonValue);
    await this.structures.learned(tenantId, id, { fields: [...inferStructure(sample)], strict: false });
  }
}

/** Files have a type of their own, which JSON has no word for; what stands in their place is a field that may be anything. */
function withoutBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? null : value;
}
