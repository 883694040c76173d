import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { Blueprint } from '../blueprint.ts';
import { BlueprintError } from '../blueprint.errors.ts';
import type { Finding } from '../finding.ts';
import { childPointer } from '../pointer.ts';
import { readFlow } from './read-module.ts';
import { readSettings } from './read-settings.ts';
import { describe, isObject, Reading } from './reading.ts';
import { readBoolean, readText } from './scalars.ts';
import { unwrapDocument, type Unwrapped } from './unwrap-document.ts';

export interface ReadResult {
  readonly blueprint: Blueprint;
  readonly findings: readonly Finding[];
}

/**
 * Reads an exported blueprint, plain or as Make's API wraps it, liberally: scalars as text, null for empty, unknown keys
 * kept. What it cannot make sense of without guessing is a fault.
 * @throws BlueprintError with every fault at once
 */
export function readBlueprint(json: unknown): ReadResult {
  const reading = new Reading();
  const unwrapped = unwrapDocument(json as JsonValue, reading);
  if (unwrapped === undefined) throw new BlueprintError(reading.faults);
  const blueprint = readDocument(unwrapped, reading);
  if (reading.faults.length > 0) throw new BlueprintError(reading.faults);
  return { blueprint, findings: reading.findings };
}

function readDocument({ document, pointer, wrapper }: Unwrapped, reading: Reading): Blueprint {
  const metadata = reading.objectAt(document, 'metadata', pointer);
  const metadataAt = childPointer(pointer, 'metadata');
  const flow = document['flow'];
  const at = childPointer(pointer, 'flow');
  if (!Array.isArray(flow)) {
    reading.fault(at, `A blueprint needs a list of modules as its "flow"; found ${describe(flow)}.`);
  } else if (flow.length === 0) {
    reading.fault(at, 'The "flow" has no module; a scenario needs at least one.');
  }
  return {
    name: readText(document['name']) ?? readText(wrapper['name']) ?? 'Unnamed scenario',
    flow: readFlow(Array.isArray(flow) ? flow : [], at, reading),
    orphans: readOrphans(
      reading.objectAt(metadata, 'designer', metadataAt),
      childPointer(metadataAt, 'designer'),
      reading,
    ),
    settings: readSettings(reading.objectAt(metadata, 'scenario', metadataAt)),
    scheduling: readScheduling(document['scheduling']) ?? readScheduling(wrapper['scheduling']),
    ...readInterface(document),
    isInstant: readBoolean(metadata['instant']) ?? false,
    document,
  };
}

/** Islands are read leniently: what is broken among them cannot run anyway and must not keep the flow from being read. */
function readOrphans(designer: JsonObject, pointer: string, reading: Reading): Blueprint['orphans'] {
  const at = childPointer(pointer, 'orphans');
  const lenient = new Reading();
  const orphans = reading
    .listAt(designer, 'orphans', pointer)
    .map((island, index) => readFlow(Array.isArray(island) ? island : [island], childPointer(at, index), lenient));
  for (const fault of lenient.faults)
    reading.unusual(fault.pointer, `${fault.message} It stands apart and is left out.`);
  return orphans;
}

function readScheduling(value: JsonValue | undefined): JsonObject | undefined {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined;
  try {
    const parsed = JSON.parse(value) as JsonValue;
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readInterface(document: JsonObject): Pick<Blueprint, 'inputs' | 'outputs'> {
  const current = isObject(document['interface']) ? document['interface'] : {};
  const legacy = isObject(document['io']) ? document['io'] : {};
  const list = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? value : []);
  return {
    inputs: list(current['input'] ?? legacy['input_spec']),
    outputs: list(current['output'] ?? legacy['output_spec']),
  };
}
