import {
  compileBlueprint,
  readBlueprint,
  type Blueprint,
  type CompiledScenario,
  type Finding,
} from '@ebbflow/blueprint';
import { readJson } from '../read-json.ts';
import { MODULE_CATALOGUE } from './module-catalogue.ts';

export interface LoadedScenario {
  readonly blueprint: Blueprint;
  readonly compiled: CompiledScenario;
  /** Of the reader and the compiler together. */
  readonly findings: readonly Finding[];
}

/** @throws BlueprintError, ExpectedError when there is no such file or no JSON in it */
export function loadScenario(file: string): LoadedScenario {
  const { blueprint, findings } = readBlueprint(readJson(file));
  const compiled = compileBlueprint(blueprint, {
    isKnownModule: (name, version) => MODULE_CATALOGUE.find(name, version) !== undefined,
    moduleNames: MODULE_CATALOGUE.modules.map(({ name }) => name),
  });
  return { blueprint, compiled, findings: [...findings, ...compiled.findings] };
}
