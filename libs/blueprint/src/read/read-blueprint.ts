import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { FieldSpec } from '../field-spec.ts';
import { migrateDocument } from '../format/migrate-document.ts';
import type { Blueprint } from '../blueprint.ts';
import { BlueprintError } from '../blueprint.errors.ts';
import type { Finding } from '../finding.ts';
import { childPointer } from '../pointer.ts';
import { readFieldSpecs } from './read-field-specs.ts';
import { readFlow } from './read-module.ts';
import { readNotes } from './read-notes.ts';
import { readSchedule, toObject } from './read-schedule.ts';
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

function readDocument({ document: written, pointer, wrapper }: Unwrapped, reading: Reading): Blueprint {
  const document = adopt(migrateDocument(written, pointer, reading), wrapper);
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
    name: readText(document['name']) ?? 'Unnamed scenario',
    flow: readFlow(Array.isArray(flow) ? flow : [], at, reading),
    orphans: readOrphans(
      reading.objectAt(metadata, 'designer', metadataAt),
      childPointer(metadataAt, 'designer'),
      reading,
    ),
    settings: readSettings(reading.objectAt(metadata, 'scenario', metadataAt)),
    schedule: readSchedule(document['scheduling'], childPointer(pointer, 'scheduling'), reading),
    ...readInterface(document, pointer, reading),
    notes: readNotes(metadata, metadataAt, reading),
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

/** A name or schedule that only the wrapper has goes into the document: the wrapper is not stored. */
function adopt(document: JsonObject, wrapper: JsonObject): JsonObject {
  const schedule = toObject(document['scheduling']) === undefined ? toObject(wrapper['scheduling']) : undefined;
  const name = readText(document['name']) === undefined ? readText(wrapper['name']) : undefined;
  if (schedule === undefined && name === undefined) return document;
  return {
    ...document,
    ...(name === undefined ? {} : { name }),
    ...(schedule === undefined ? {} : { scheduling: schedule }),
  };
}

function readInterface(document: JsonObject, pointer: string, reading: Reading): Pick<Blueprint, 'inputs' | 'outputs'> {
  const at = (key: string, member: string): string => childPointer(childPointer(pointer, key), member);
  const specs = (member: 'input' | 'output'): readonly FieldSpec[] => {
    const current = isObject(document['interface']) ? document['interface'][member] : undefined;
    if (Array.isArray(current)) return readFieldSpecs(current, at('interface', member), reading);
    const legacy = isObject(document['io']) ? document['io'][`${member}_spec`] : undefined;
    return readFieldSpecs(Array.isArray(legacy) ? legacy : undefined, at('io', `${member}_spec`), reading);
  };
  return { inputs: specs('input'), outputs: specs('output') };
}
