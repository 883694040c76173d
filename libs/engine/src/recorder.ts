import { encodeValue, type Bundle, type ErrorClass } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import type { RunLimits } from './ports.ts';
import type { ModuleExecution } from './verdict.ts';

export interface StepReport {
  readonly moduleId: number;
  readonly module: string;
  readonly execution: number;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly bundles: readonly Bundle[];
  readonly operations: number;
  readonly transferBytes: number;
  readonly error?: { readonly class: ErrorClass; readonly message: string };
}

/** What an execution without bundles weighs in JSON, roughly. */
const SKELETON_BYTES = 250;

/**
 * Keeps what a tenant may read back of a run, within `detailBytes`: first bundles are left out, and once even the bare
 * executions would outgrow twice the bound, those too. Numbers stay true.
 */
export class Recorder {
  readonly executions: ModuleExecution[] = [];
  omitted = 0;
  #bytes = 0;
  readonly #limits: RunLimits;
  readonly #keepsBundles: boolean;

  constructor(limits: RunLimits, keepsBundles: boolean) {
    this.#limits = limits;
    this.#keepsBundles = keepsBundles;
  }

  record(report: StepReport): ModuleExecution {
    const { startedAtMs, bundles, ...rest } = report;
    const execution: ModuleExecution = {
      ...rest,
      startedAt: new Date(startedAtMs).toISOString(),
      bundles: this.#keep(bundles),
      bundleCount: bundles.length,
    };
    this.#bytes += SKELETON_BYTES + (report.error?.message.length ?? 0);
    if (this.#bytes <= this.#limits.detailBytes * 2) this.executions.push(execution);
    else this.omitted += 1;
    return execution;
  }

  #keep(bundles: readonly Bundle[]): readonly JsonValue[] {
    if (!this.#keepsBundles) return [];
    const kept: JsonValue[] = [];
    for (const bundle of bundles.slice(0, this.#limits.detailBundles)) {
      const encoded = encodeValue(bundle);
      const bytes = weigh(encoded);
      if (this.#bytes + bytes > this.#limits.detailBytes) break;
      this.#bytes += bytes;
      kept.push(encoded);
    }
    return kept;
  }
}

/** Bytes of the JSON, roughly (text counts its UTF-16 units): writing it out just to measure it would cost the same again. */
function weigh(json: JsonValue): number {
  if (typeof json === 'string') return json.length + 2;
  if (typeof json !== 'object' || json === null) return 5;
  let bytes = 2;
  if (Array.isArray(json)) for (const item of json) bytes += weigh(item) + 1;
  else for (const [key, member] of Object.entries(json)) bytes += key.length + 4 + weigh(member);
  return bytes;
}
