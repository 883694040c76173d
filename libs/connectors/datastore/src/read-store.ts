import {
  isBundle,
  ModuleError,
  readText,
  requireSoundData,
  type Bundle,
  type ModuleInput,
} from '@ebbflow/connector-sdk';

/** Longest key of a record, characters. */
const LONGEST_KEY = 1_024;

/** Number or id of the data store the module is set to, as text. @throws ModuleError InvalidConfigurationError when it is set to none */
export function requireStore({ parameters }: ModuleInput): string {
  const store = readText(parameters, 'datastore');
  if (store === undefined) {
    throw new ModuleError('InvalidConfigurationError', 'The module has no data store; choose one in its settings.');
  }
  return store;
}

/** Undefined where the author gave none. @throws ModuleError DataError when it is no text, or too long */
export function readKey({ mapped }: ModuleInput): string | undefined {
  const key = readText(mapped, 'key');
  if (key !== undefined && key.length > LONGEST_KEY) {
    throw new ModuleError('DataError', `The field "key" is longer than ${String(LONGEST_KEY)} characters.`);
  }
  return key;
}

export function requireKey(input: ModuleInput): string {
  const key = readKey(input);
  if (key === undefined) throw new ModuleError('DataError', 'The field "key" is empty; say which record is meant.');
  return key;
}

/** The record's fields; a record without any is one too. */
export function readRecordData({ mapped }: ModuleInput): Bundle {
  const data = mapped['data'] ?? {};
  if (!isBundle(data)) throw new ModuleError('DataError', 'The field "data" must be a collection.');
  requireSoundData(data, 'data');
  return data;
}
