import type { MergeNode, ModuleNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import type { Compilation } from './compilation.ts';
import { compileField } from './compile-field.ts';
import { compileFilter } from './compile-filter.ts';
import type { CompiledMerge } from './compiled-scenario.ts';

export function compileMerge(merge: MergeNode, node: ModuleNode, compilation: Compilation): CompiledMerge {
  return {
    filters: merge.filters.map((filter) => filter && compileFilter(filter, node, compilation)),
    outputs: merge.outputs.map(({ name, mappings, pointer }) => ({
      name,
      mappings: mappings.map((mapping, index) =>
        compileField(
          mapping,
          { node, pointer: childPointer(childPointer(pointer, 'mappings'), index), field: name },
          compilation,
        ),
      ),
    })),
  };
}
