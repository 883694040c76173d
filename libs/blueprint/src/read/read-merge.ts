import type { JsonObject } from '@ebbflow/kernel';
import type { MergeNode, MergeOutputNode } from '../blueprint.ts';
import { childPointer } from '../pointer.ts';
import { readFilter } from './read-filter.ts';
import { isObject, type Reading } from './reading.ts';
import { readText } from './scalars.ts';

/** `filters` and `outputs` of a merge: members of the module in exports, of its parameters in files made by hand. */
export function readMerge(item: JsonObject, pointer: string, reading: Reading): MergeNode {
  const parameters = isObject(item['parameters']) ? item['parameters'] : {};
  const ownerOf = (key: string): { owner: JsonObject; at: string } =>
    key in item || !(key in parameters)
      ? { owner: item, at: pointer }
      : { owner: parameters, at: childPointer(pointer, 'parameters') };
  const filters = ownerOf('filters');
  const outputs = ownerOf('outputs');
  return {
    filters: reading
      .listAt(filters.owner, 'filters', filters.at)
      .map((filter, index) => readFilter(filter, childPointer(childPointer(filters.at, 'filters'), index), reading)),
    outputs: reading.listAt(outputs.owner, 'outputs', outputs.at).flatMap((output, index): MergeOutputNode[] => {
      const at = childPointer(childPointer(outputs.at, 'outputs'), index);
      const name = isObject(output) ? readText(output['name']) : undefined;
      if (isObject(output) && name !== undefined) {
        return [{ name, mappings: reading.listAt(output, 'mappings', at), pointer: at }];
      }
      reading.unusual(at, 'An output of a merge is an object with a "name" and "mappings"; this one is left out.');
      return [];
    }),
  };
}
