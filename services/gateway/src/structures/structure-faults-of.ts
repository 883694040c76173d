import { hookBundles } from '@ebbflow/connector-gateway';
import { conformToStructure, type DataStructureShape, type HookRequest } from '@ebbflow/contracts';
import type { Fault } from '@ebbflow/kernel';

const MAX_FAULTS = 100;

/** What in a request does not fit, read just as its run will read it. Each element of a JSON array is a bundle, so its index leads. */
export function structureFaultsOf(structure: DataStructureShape, request: HookRequest): readonly Fault[] {
  const bundles = hookBundles(request);
  const isList = bundles.length > 1;
  return bundles
    .flatMap((bundle, index) => conformToStructure(structure, bundle, isList ? `/${String(index)}` : '').faults)
    .slice(0, MAX_FAULTS);
}
