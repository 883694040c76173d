import type { Bundle } from '@ebbflow/connector-sdk';
import { conformToStructure, type DataStructureShape } from '@ebbflow/contracts';
import { RecordInvalidError } from '../data-stores.errors.ts';

/** The data as the structure of its store wants it. @throws RecordInvalidError with a pointer per field, into the request */
export function fitRecord(structure: DataStructureShape | undefined, data: Bundle): Bundle {
  if (structure === undefined) return data;
  const { data: conformed, faults } = conformToStructure(structure, data, '/data');
  if (faults.length > 0) throw new RecordInvalidError(faults);
  return conformed as Bundle;
}
