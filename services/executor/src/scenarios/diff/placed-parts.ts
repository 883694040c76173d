import type { Blueprint, ModuleNode } from '@ebbflow/blueprint';
import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import { isObject, objectAt, without } from './json-changes.ts';

/** Something that can stand elsewhere in another version: a module or a route. */
export interface PlacedPart {
  /** The same in both versions. */
  readonly key: string;
  /** What it stands in, the same in both versions: a flow, or the routes of a module. */
  readonly container: string;
  readonly pointer: string;
  /** What it says itself, without the parts it holds and where it stands on the canvas. */
  readonly own: JsonObject;
}

interface PlacedModule extends PlacedPart {
  readonly node: ModuleNode;
  /** Where it stands on the canvas. */
  readonly layout: JsonObject;
}

interface PlacedRoute extends PlacedPart {
  readonly moduleId: number;
}

export interface PlacedParts {
  readonly modules: readonly PlacedModule[];
  readonly routes: readonly PlacedRoute[];
}

/** Everything in the flow of a blueprint, in the order of the document. */
export function placedParts({ flow, document }: Blueprint): PlacedParts {
  const walk = new Walk(document);
  walk.enter(flow, 'flow');
  return walk;
}

class Walk implements PlacedParts {
  readonly modules: PlacedModule[] = [];
  readonly routes: PlacedRoute[] = [];
  readonly #document: JsonObject;
  readonly #met = new Map<string, number>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  enter(flow: readonly ModuleNode[], container: string): void {
    for (const node of flow) {
      const key = this.#unique(String(node.id));
      const written = this.#at(node.pointer);
      const metadata = objectAt(written, 'metadata');
      const own = without(written, 'routes', 'branches', 'onerror', 'metadata');
      this.modules.push({
        key,
        container,
        pointer: node.pointer,
        own: { ...own, metadata: without(metadata, 'designer') },
        node,
        layout: objectAt(metadata, 'designer'),
      });
      this.#enterRoutes(node, key, 'routes');
      this.#enterRoutes(node, key, 'branches');
      if (node.onerror) this.enter(node.onerror, `${key}/onerror`);
    }
  }

  #enterRoutes(node: ModuleNode, key: string, list: 'routes' | 'branches'): void {
    for (const [index, route] of node[list].entries()) {
      const first = route.flow[0];
      const name = first === undefined ? `#${String(index)}` : String(first.id);
      const routeKey = this.#unique(`${key}/${list}/${name}`);
      const pointer = `${node.pointer}/${list}/${String(index)}`;
      const own = without(this.#at(pointer), 'flow');
      this.routes.push({ key: routeKey, container: `${key}/${list}`, pointer, own, moduleId: node.id });
      this.enter(route.flow, routeKey);
    }
  }

  /** Ids may come twice in a faulty document; the second one is another module. */
  #unique(key: string): string {
    const count = (this.#met.get(key) ?? 0) + 1;
    this.#met.set(key, count);
    return count === 1 ? key : `${key}~${String(count)}`;
  }

  #at(pointer: string): JsonObject {
    let value: JsonValue | undefined = this.#document;
    for (const step of pointer.split('/').slice(1)) {
      const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
      value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
    }
    return isObject(value) ? value : {};
  }
}
