/** What is drawn of a blueprint: one node a module, one edge for what follows what. */
interface GraphNode {
  readonly id: number;
  /** `http:ActionSendData`. */
  readonly module: string;
  readonly name: string;
  readonly summary: string;
}

interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: 'next' | 'on-error';
  /** Name of the filter in the way, '' for one without a name. */
  readonly filter?: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

interface Module {
  readonly id: number;
  readonly module: string;
  readonly mapper?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly filter?: { readonly name?: string; readonly conditions?: readonly unknown[] } | null;
  readonly routes?: readonly { readonly flow?: readonly Module[] }[];
  readonly onerror?: readonly Module[];
  readonly metadata?: { readonly designer?: { readonly name?: string } };
}

export function graphOf(blueprint: { readonly flow?: unknown }): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  walk((blueprint.flow ?? []) as readonly Module[], undefined);
  return { nodes, edges };

  function walk(
    flow: readonly Module[],
    before: { readonly id: number; readonly kind: GraphEdge['kind'] } | undefined,
  ): void {
    let from = before;
    for (const module of flow) {
      nodes.push({ id: module.id, module: module.module, name: nameOf(module), summary: summaryOf(module) });
      if (from) edges.push({ from: from.id, to: module.id, kind: from.kind, ...filterOf(module) });
      for (const route of module.routes ?? []) walk(route.flow ?? [], { id: module.id, kind: 'next' });
      walk(module.onerror ?? [], { id: module.id, kind: 'on-error' });
      from = { id: module.id, kind: 'next' };
    }
  }
}

const filterOf = ({ filter }: Module): { filter?: string } =>
  (filter?.conditions?.length ?? 0) > 0 ? { filter: filter?.name ?? '' } : {};

/** The name its author gave it, else what comes after the app: `ActionSendData` reads "Action send data". */
function nameOf({ module, metadata }: Module): string {
  const given = metadata?.designer?.name;
  if (given) return given;
  const words = (module.split(':')[1] ?? module).replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first thing a person would ask of a module: where it goes, or what it is called. */
function summaryOf({ mapper, parameters }: Module): string {
  for (const key of ['url', 'to', 'key', 'name', 'subject', 'path', 'value']) {
    const value = mapper?.[key] ?? parameters?.[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}
