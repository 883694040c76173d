import { decodeValue, encodeValue, isBundle, type Bundle } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import type { BundleSequence } from '../bundle-sequence.ts';
import type { SpilledBundle, SpillPort } from '../ports.ts';
import type { Run } from '../run.ts';
import { weigh } from '../weigh.ts';

export interface Spilled {
  /** As they were, with `{}` for those that stand in the store. */
  readonly bundles: readonly Bundle[];
  readonly spilled: readonly SpilledBundle[];
}

/**
 * Moves the bundles larger than `spillBytes` into the store. Where the store fails they stay: what the module did must be
 * journaled, and to give up for want of a disk would do it again.
 * @throws ModuleError DataError when a bundle is nested too deep to be written, and what the attempt's signal was aborted with
 */
export async function spillBundles(bundles: readonly Bundle[], run: Run): Promise<Spilled> {
  const { spill, signal } = run.ports;
  const kept: Bundle[] = [];
  const spilled: SpilledBundle[] = [];
  for (const [index, bundle] of bundles.entries()) {
    const json = encodeValue(bundle);
    const bytes = weigh(json);
    const isLarge = spill !== undefined && bytes > run.limits.spillBytes;
    const id = isLarge ? await putOrKeep(Buffer.from(JSON.stringify(json)), spill, signal) : undefined;
    kept.push(id === undefined ? bundle : {});
    if (id !== undefined) spilled.push({ index, id, bytes });
  }
  return spilled.length === 0 ? { bundles, spilled } : { bundles: kept, spilled };
}

/** The bundles in order, spilled ones fetched when their turn comes and forgotten after it. */
export function fetchedOnDemand({ bundles, spilled }: Spilled, spill: SpillPort | undefined): BundleSequence {
  if (spilled.length === 0 || spill === undefined) return bundles;
  const away = new Map(spilled.map(({ index, id }) => [index, id]));
  return {
    length: bundles.length,
    at: (index) => {
      const id = away.get(index);
      return id === undefined ? bundles[index] : fetchBundle(id, spill);
    },
  };
}

async function putOrKeep(bytes: Uint8Array, spill: SpillPort, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await spill.put(bytes);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function fetchBundle(id: string, spill: SpillPort): Promise<Bundle> {
  const value = decodeValue(JSON.parse(Buffer.from(await spill.get(id)).toString('utf8')) as JsonValue);
  return isBundle(value) ? value : {};
}
