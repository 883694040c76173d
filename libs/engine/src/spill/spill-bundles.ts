import { decodeValue, encodeValue, isBundle, type Bundle } from '@ebbflow/connector-sdk';
import type { JsonValue } from '@ebbflow/kernel';
import type { BundleSequence } from '../bundle-sequence.ts';
import type { SpilledBundle, SpillPort } from '../ports.ts';
import { weigh } from '../weigh.ts';

export interface Spilled {
  /** As they were, with `{}` for those that stand in the store. */
  readonly bundles: readonly Bundle[];
  readonly spilled: readonly SpilledBundle[];
}

/**
 * Moves the bundles larger than `spillBytes` into the store.
 * @throws ModuleError DataError when a bundle is nested too deep to be written
 */
export async function spillBundles(
  bundles: readonly Bundle[],
  spillBytes: number,
  spill: SpillPort | undefined,
): Promise<Spilled> {
  const kept: Bundle[] = [];
  const spilled: SpilledBundle[] = [];
  for (const [index, bundle] of bundles.entries()) {
    const json = encodeValue(bundle);
    const bytes = weigh(json);
    if (spill === undefined || bytes <= spillBytes) {
      kept.push(bundle);
      continue;
    }
    const id = await spill.put(Buffer.from(JSON.stringify(json)));
    kept.push({});
    spilled.push({ index, id, bytes });
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

async function fetchBundle(id: string, spill: SpillPort): Promise<Bundle> {
  const value = decodeValue(JSON.parse(Buffer.from(await spill.get(id)).toString('utf8')) as JsonValue);
  return isBundle(value) ? value : {};
}
