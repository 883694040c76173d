import type { Blueprint, ModuleNode } from '../blueprint.ts';
import { BlueprintError } from '../blueprint.errors.ts';
import { walkModules } from '../walk-modules.ts';
import type { Finding } from '../finding.ts';
import { checkIds } from './check-ids.ts';
import { checkReferences } from './check-references.ts';
import { checkSettings } from './check-settings.ts';
import { Compilation, type CompileOptions } from './compilation.ts';
import { compileFlow } from './compile-module.ts';
import type { AggregatorLink, CompiledModule, CompiledScenario } from './compiled-scenario.ts';
import { tracePaths, type Path } from './trace-paths.ts';

/**
 * Compiles every template and filter once and checks how the modules refer to each other. Never refuses what `readBlueprint`
 * accepted: what is wrong becomes a finding, and a run that reaches the place fails there.
 */
export function compileBlueprint(blueprint: Blueprint, options: CompileOptions): CompiledScenario {
  const compilation = new Compilation(blueprint, options);
  checkIds(compilation);
  const paths = tracePaths(blueprint.flow, compilation);
  const compiled = new Map<ModuleNode, CompiledModule>();
  const first = compileFlow(blueprint.flow, { compilation, compiled });
  if (first === undefined) throw new BlueprintError([{ pointer: '/flow', message: 'The "flow" has no module.' }]);
  checkReferences(paths, compilation);
  checkSettings(compilation);
  const modules = [...walkModules(blueprint.flow)].flatMap((node) => compiled.get(node) ?? []);
  return {
    name: blueprint.name,
    settings: blueprint.settings,
    schedule: blueprint.schedule,
    inputs: blueprint.inputs,
    outputs: blueprint.outputs,
    first,
    modules,
    aggregators: linkAggregators(paths, compiled),
    placeholders: modules
      .filter((module) => !module.isKnown)
      .map(({ id, name, pointer }) => ({ moduleId: id, module: name, pointer })),
    findings: inOrderOfDocument(compilation.findings, blueprint.flow),
  };
}

/** Modules are compiled from the end of their flow, and people read from its start. What is about the whole comes last. */
function inOrderOfDocument(findings: readonly Finding[], flow: Blueprint['flow']): readonly Finding[] {
  // By place, not by id: an id may come twice.
  const places = new Map([...walkModules(flow)].map(({ pointer }, index) => [pointer, index]));
  const indexOf = ({ pointer, moduleId }: Finding): number => {
    for (let at = moduleId === undefined ? '' : pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const index = places.get(at);
      if (index !== undefined) return index;
    }
    return places.size;
  };
  return findings
    .map((finding) => ({ finding, index: indexOf(finding) }))
    .sort((one, other) => one.index - other.index)
    .map(({ finding }) => finding);
}

function linkAggregators(
  paths: ReadonlyMap<ModuleNode, Path>,
  compiled: ReadonlyMap<ModuleNode, CompiledModule>,
): CompiledScenario['aggregators'] {
  const links = new Map<CompiledModule, AggregatorLink[]>();
  for (const [node, { feeder: feederNode, isBehindRouter }] of paths) {
    const aggregator = compiled.get(node);
    const feeder = feederNode && compiled.get(feederNode);
    if (feeder === undefined || aggregator === undefined) continue;
    links.set(feeder, [...(links.get(feeder) ?? []), { aggregator, isBehindRouter }]);
  }
  return links;
}
