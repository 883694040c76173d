import { ModuleError } from '@ebbflow/connector-sdk';
import type { Verdict } from '@ebbflow/engine';
import type { JsonObject } from '@ebbflow/kernel';
import { plainJson } from './plain-json.ts';

/** More than this is for a file or a data store; whoever waits would have to take it in one piece. */
const MOST_OUTPUT_BYTES = 4 * 1_048_576;

/** What the run returned, as JSON text and value; undefined where it returned nothing, or nothing that could be handed on. */
export function outputsOf({ outputs }: Verdict): { readonly json: string; readonly value: JsonObject } | undefined {
  if (outputs === undefined) return undefined;
  try {
    // A bundle is an object, and stays one.
    const value = plainJson(outputs) as JsonObject;
    const json = JSON.stringify(value);
    return Buffer.byteLength(json) <= MOST_OUTPUT_BYTES ? { json, value } : undefined;
  } catch (thrown) {
    if (thrown instanceof ModuleError) return undefined;
    throw thrown;
  }
}
