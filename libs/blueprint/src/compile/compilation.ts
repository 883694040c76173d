import type { Blueprint, ModuleNode } from '../blueprint.ts';
import { walkModules } from '../walk-modules.ts';
import type { Finding, FindingKind, Severity } from '../finding.ts';

/** One template's use of another module's output. */
export interface Reference {
  readonly moduleId: number;
  readonly field: string;
  readonly pointer: string;
  /** UTF-16 units from the start of the template to its first use. */
  readonly position?: number;
}

export interface CompileOptions {
  /** Whether an app here provides the module. Modules of the format itself are not asked for. */
  isKnownModule(name: string, version: number): boolean;
  /** Names of the modules the apps here provide, to tell what an unknown one may have been meant to be. */
  readonly moduleNames?: readonly string[];
}

/** What one compilation gathers on its way through the modules. */
export class Compilation {
  readonly findings: Finding[] = [];
  readonly blueprint: Blueprint;
  readonly options: CompileOptions;
  readonly #references = new Map<ModuleNode, Reference[]>();
  readonly #ids: ReadonlySet<number>;

  constructor(blueprint: Blueprint, options: CompileOptions) {
    this.blueprint = blueprint;
    this.options = options;
    this.#ids = new Set([...walkModules(blueprint.flow)].map((node) => node.id));
  }

  hasModule(id: number): boolean {
    return this.#ids.has(id);
  }

  report(
    node: ModuleNode | undefined,
    kind: FindingKind,
    severity: Severity,
    finding: Omit<Finding, 'kind' | 'severity' | 'moduleId' | 'module'>,
  ): void {
    this.findings.push({
      kind,
      severity,
      ...finding,
      ...(node === undefined ? {} : { moduleId: node.id, module: node.name }),
    });
  }

  addReference(node: ModuleNode, reference: Reference): void {
    const known = this.#references.get(node);
    if (known) known.push(reference);
    else this.#references.set(node, [reference]);
  }

  referencesOf(node: ModuleNode): readonly Reference[] {
    return this.#references.get(node) ?? [];
  }
}
