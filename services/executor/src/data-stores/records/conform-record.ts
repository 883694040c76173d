import { ModuleError, type Bundle } from '@ebbflow/connector-sdk';
import { conformToStructure, type DataStructureShape } from '@ebbflow/contracts';

/** The record's data as the structure of its store wants it. @throws ModuleError DataError naming the fields that do not fit */
export function conformRecord(structure: DataStructureShape | undefined, data: Bundle): Bundle {
  if (structure === undefined) return data;
  const { data: conformed, faults } = conformToStructure(structure, data, '/data');
  if (faults.length === 0) return conformed as Bundle;
  const listed = faults.slice(0, 10).map(({ pointer, message }) => `${pointer}: ${message}`);
  throw new ModuleError('DataError', `The record does not fit the data structure of its store. ${listed.join(' ')}`);
}
