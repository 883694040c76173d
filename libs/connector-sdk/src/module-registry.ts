import { DefectError } from '@ebbflow/kernel';
import type { AccountKind, ConnectionTest } from './connection-test.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { ConnectorDefinition, ModuleDefinition } from './define-module.ts';

/** All modules an installation offers, found by the name they have in a blueprint. */
export interface ModuleRegistry {
  /**
   * The module `app:Name`. An app version nobody serves is answered by the nearest one that is served, because exports
   * carry versions that differ in nothing a run can see; `undefined` only when the name is unknown.
   */
  find(name: string, version: number): ModuleDefinition | undefined;
  readonly modules: readonly ModuleDefinition[];
  /** What the app's manifest says of its services; empty where it says nothing. */
  limitsOf(app: string): ConnectionLimits;
  /** How a connection of this kind is tested; undefined: nobody here signs in to such an account. */
  connectionTest(kind: AccountKind): ConnectionTest | undefined;
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
  const limits = new Map(connectors.map(({ app, limits: own = {} }) => [app, own]));
  const distance = (module: ModuleDefinition, version: number): number =>
    Math.min(...module.versions.map((served) => Math.abs(served - version)));
  const tests = new Map(
    connectors.flatMap(({ connectionTests = [] }) => connectionTests.map((test) => [test.kind, test])),
  );
  return {
    connectionTest: (kind) => tests.get(kind),
    limitsOf: (app) => limits.get(app) ?? {},
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
