import { ExpectedError, type Fault } from '@ebbflow/kernel';

/** No such data store, or it belongs to somebody else: the answer is the same. */
export class DataStoreNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.DATA_STORE_NOT_FOUND', 404, 'There is no data store with this id in this organisation.');
  }
}

export class RecordNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.RECORD_NOT_FOUND', 404, 'There is no record with this id in this data store.');
  }
}

/** The key is taken. Which key it is stands in the request. */
export class RecordExistsError extends ExpectedError {
  constructor() {
    super('EXECUTOR.RECORD_EXISTS', 409, 'A record with this key exists already; change it, or send "overwrite".');
  }
}

/** The record would not fit into its store, or is larger than a record may be. */
export class DataStoreFullError extends ExpectedError {
  constructor(message: string) {
    super('EXECUTOR.DATA_STORE_FULL', 409, message);
  }
}

/** The organisation has no room for another data store, or a larger one. */
export class DataStoresFullError extends ExpectedError {
  constructor(maxBytes: number, freeBytes: number) {
    super(
      'EXECUTOR.DATA_STORES_FULL',
      409,
      `All data stores of the organisation may have ${String(maxBytes)} bytes together; ${String(freeBytes)} are left. Make others smaller, or ask for less.`,
      { details: { maxBytes, freeBytes } },
    );
  }
}

export class TooManyDataStoresError extends ExpectedError {
  constructor(most: number) {
    super(
      'EXECUTOR.TOO_MANY_DATA_STORES',
      409,
      `An organisation may have ${String(most)} data stores; delete one first.`,
    );
  }
}

/** A data store cannot be made smaller than what is in it. */
export class DataStoreTooSmallError extends ExpectedError {
  constructor(usedBytes: number) {
    super(
      'EXECUTOR.DATA_STORE_TOO_SMALL',
      409,
      `The data store holds ${String(usedBytes)} bytes; delete records first.`,
    );
  }
}

/** The data does not fit the structure of the store. */
export class RecordInvalidError extends ExpectedError {
  constructor(faults: readonly Fault[]) {
    super('EXECUTOR.RECORD_INVALID', 400, 'The record does not fit the data structure of its store.', { faults });
  }
}

/** A search that cannot be carried out: an operator that does not exist or does not fit, or too much that is found. */
export class SearchRefusedError extends ExpectedError {
  constructor(message: string) {
    super('EXECUTOR.SEARCH_REFUSED', 400, message, { faults: [{ pointer: '/filter', message }] });
  }
}

/** No such data structure, or it belongs to somebody else: the answer is the same. */
export class DataStructureNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.DATA_STRUCTURE_NOT_FOUND', 404, 'There is no data structure with this id in this organisation.');
  }
}

/** A data store names a structure that is not there. */
export class UnknownStructureError extends ExpectedError {
  constructor() {
    super('EXECUTOR.UNKNOWN_STRUCTURE', 400, 'There is no data structure with this id; choose one that is there.', {
      faults: [{ pointer: '/structureId', message: 'There is no data structure with this id.' }],
    });
  }
}

/** Whoever uses a structure would be left without. */
export class DataStructureInUseError extends ExpectedError {
  constructor(storeCount: number, hookCount: number) {
    super(
      'EXECUTOR.DATA_STRUCTURE_IN_USE',
      409,
      `The data structure is used by ${String(storeCount)} data stores and ${String(hookCount)} webhooks; choose another one for them first.`,
      { details: { storeCount, hookCount } },
    );
  }
}

export class TooManyStructuresError extends ExpectedError {
  constructor(most: number) {
    super(
      'EXECUTOR.TOO_MANY_DATA_STRUCTURES',
      409,
      `An organisation may have ${String(most)} data structures; delete one first.`,
    );
  }
}

/** No such webhook, or it belongs to somebody else: the answer is the same. */
export class HookNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.HOOK_NOT_FOUND', 404, 'There is no webhook with this id in this organisation.');
  }
}
