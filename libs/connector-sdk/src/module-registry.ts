import { DefectError } from '@ebbflow/kernel';
import type { ConnectorDefinition, ModuleDefinition } from './define-module.ts';

/** All modules an installation offers, found by the name they have in a blueprint. */
export interface ModuleRegistry {
  /**
   * The module `app:Name`. An app version nobody serves is answered by the nearest one that is served, because exports
   * carry versions that differ in nothing a run can see; `undefined` only when the name is unknown.
   */
  find(name: string, version: number): ModuleDefinition | undefined;
  readonly modules: readonly ModuleDefinition[];
}

/** @throws DefectError `CONNECTOR_SDK.MODULE_TWICE` when two connectors offer the same name and version. */
export function createModuleRegistry(connectors: readonly ConnectorDefinition[]): ModuleRegistry {
  const byName = new Map<string, ModuleDefinition[]>();
  for (const module of connectors.flatMap((connector) => connector.modules)) {
    const others = byName.get(module.name) ?? [];
    if (others.some((other) => other.versions.some((version) => module.versions.includes(version)))) {
      throw new DefectError('CONNECTOR_SDK.MODULE_TWICE', `Two connectors offer ${module.name}; remove one of them.`);
    }
    byName.set(module.name, [...others, module]);
  }
  const distance = (module: ModuleDefinition, version: number): number =>
    Math.min(...module.versions.map((served) => Math.abs(served - version)));
  return {
    modules: [...byName.values()].flat(),
    find: (name, version) => {
      const [first, ...others] = byName.get(name) ?? [];
      if (others.length === 0) return first;
      return byName
        .get(name)
        ?.toSorted((one, other) => distance(one, version) - distance(other, version))
        .at(0);
    },
  };
}
