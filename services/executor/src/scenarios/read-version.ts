import {
  type Blueprint,
  BlueprintError,
  compileBlueprint,
  type CompiledModule,
  type CompiledScenario,
  readBlueprint,
} from '@ebbflow/blueprint';
import type { Fault } from '@ebbflow/kernel';
import { isTooDeep, MAX_DOCUMENT_DEPTH } from './document-depth.policy.ts';
import { MODULE_CATALOGUE } from './module-catalogue.ts';
import { BlueprintInvalidError } from './scenarios.errors.ts';

/** Postgres keeps module ids as 32-bit integers. */
const MAX_MODULE_ID = 2_147_483_647;

export interface ReadVersion {
  readonly blueprint: Blueprint;
  readonly compiled: CompiledScenario;
}

/**
 * Reads and compiles a document; pure. Placeholders and errors inside templates do not make it invalid, they only stand
 * in the way of activation.
 * @throws BlueprintInvalidError with every fault and its pointer
 */
export function readVersion(document: unknown): ReadVersion {
  if (isTooDeep(document)) {
    throw new BlueprintInvalidError([
      { pointer: '', message: `The document is nested more than ${String(MAX_DOCUMENT_DEPTH)} levels deep.` },
    ]);
  }
  try {
    const { blueprint } = readBlueprint(document);
    const compiled = compileBlueprint(blueprint, {
      isKnownModule: (name, version) => MODULE_CATALOGUE.find(name, version) !== undefined,
    });
    const faults = compiled.modules.filter(isIdTooLarge).map(toFault);
    if (faults.length > 0) throw new BlueprintInvalidError(faults);
    return { blueprint, compiled };
  } catch (thrown) {
    if (thrown instanceof BlueprintError) throw new BlueprintInvalidError(thrown.faults, thrown);
    throw thrown;
  }
}

function isIdTooLarge({ id }: CompiledModule): boolean {
  return Math.abs(id) > MAX_MODULE_ID;
}

function toFault({ pointer }: CompiledModule): Fault {
  return { pointer: `${pointer}/id`, message: `A module id may be at most ${String(MAX_MODULE_ID)}.` };
}
