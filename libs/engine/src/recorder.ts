import { encodeValue, MAX_VALUE_DEPTH, ModuleError, type Bundle, type ErrorClass } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import type { BundleSequence } from './bundle-sequence.ts';
import type { RunLimits } from './limits.ts';
import type { SpilledBundle } from './ports.ts';
import type { ModuleExecution } from './verdict.ts';
import { weigh } from './weigh.ts';

export interface StepReport {
  readonly moduleId: number;
  readonly module: string;
  readonly execution: number;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** None of them a promise: spilled ones are told apart. */
  readonly bundles: BundleSequence;
  readonly spilled: readonly SpilledBundle[];
  readonly operations: number;
  readonly transferBytes: number;
  readonly error?: { readonly class: ErrorClass; readonly message: string };
}

/** What an execution without bundles weighs in JSON, roughly. */
const SKELETON_BYTES = 250;
/** What failed is what somebody will look for, also behind a loop that used up the room: so many more are kept, without bundles. */
const MOST_FAILED = 100;
/** Of a message beyond the room. */
const MOST_MESSAGE = 2_000;

/**
 * Keeps what a tenant may read back of a run, within `detailBytes`: first bundles are left out, and once even the bare
 * executions would outgrow twice the bound or `detailExecutions`, those too, but for the first that failed. Numbers stay true.
 */
export class Recorder {
  readonly executions: ModuleExecution[] = [];
  omitted = 0;
  #bytes = 0;
  #failedBeyond = 0;
  /** Most steps end within the millisecond of the one before, and writing the time out is dear. */
  #lastMs = Number.NaN;
  #lastIso = '';
  readonly #limits: RunLimits;
  readonly #keepsBundles: boolean;

  constructor(limits: RunLimits, keepsBundles: boolean) {
    this.#limits = limits;
    this.#keepsBundles = keepsBundles;
  }

  /** Answers the execution; undefined when it is left out and nobody observes. */
  record(report: StepReport, isObserved: boolean): ModuleExecution | undefined {
    this.#bytes += SKELETON_BYTES + (report.error?.message.length ?? 0);
    const hasRoom =
      this.#bytes <= this.#limits.detailBytes * 2 && this.executions.length < this.#limits.detailExecutions;
    const isKept = hasRoom || this.#isKeptBeyond(report);
    if (!isKept) this.omitted += 1;
    if (!isKept && !isObserved) return undefined;
    const execution: ModuleExecution = {
      moduleId: report.moduleId,
      module: report.module,
      execution: report.execution,
      startedAt: this.#iso(report.startedAtMs),
      durationMs: report.durationMs,
      bundles: this.#keep(report),
      bundleCount: report.bundles.length,
      operations: report.operations,
      transferBytes: report.transferBytes,
      ...(report.error === undefined ? {} : { error: report.error }),
    };
    if (isKept) this.executions.push(hasRoom ? execution : withoutContent(execution));
    return execution;
  }

  #isKeptBeyond({ error }: StepReport): boolean {
    if (error === undefined || this.#failedBeyond >= MOST_FAILED) return false;
    this.#failedBeyond += 1;
    return true;
  }

  #keep({ bundles, spilled }: StepReport): readonly JsonValue[] {
    if (!this.#keepsBundles) return [];
    const kept: JsonValue[] = [];
    const count = Math.min(bundles.length, this.#limits.detailBundles);
    for (let index = 0; index < count; index += 1) {
      const away = spilled.length === 0 ? undefined : spilled.find((other) => other.index === index);
      const encoded = away === undefined ? encode(bundles.at(index)) : { $spilled: away.bytes };
      const bytes = weigh(encoded);
      if (this.#bytes + bytes > this.#limits.detailBytes) break;
      this.#bytes += bytes;
      kept.push(encoded);
    }
    return kept;
  }

  #iso(milliseconds: number): string {
    if (milliseconds !== this.#lastMs) {
      this.#lastMs = milliseconds;
      this.#lastIso = new Date(milliseconds).toISOString();
    }
    return this.#lastIso;
  }
}

function withoutContent(execution: ModuleExecution): ModuleExecution {
  const { error } = execution;
  const cut = error && { error: { ...error, message: error.message.slice(0, MOST_MESSAGE) } };
  return { ...execution, bundles: [], ...cut };
}

/** A bundle that cannot be written, nested too deep as it is, must not keep the run from its verdict. */
function encode(bundle: Bundle | Promise<Bundle> | undefined): JsonValue {
  try {
    return encodeValue(bundle as Bundle | undefined);
  } catch (error) {
    if (error instanceof ModuleError) return { $tooDeep: MAX_VALUE_DEPTH };
    throw error;
  }
}
