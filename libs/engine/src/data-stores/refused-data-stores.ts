import { ModuleError, type DataStorePort } from '@ebbflow/connector-sdk';

/** What a module gets that may not touch data stores, or runs where there are none: every call says why. */
export function refusedDataStores(error: () => ModuleError): DataStorePort {
  const refuse = async (): Promise<never> => {
    throw error();
  };
  return {
    get: refuse,
    exists: refuse,
    add: refuse,
    update: refuse,
    upsert: refuse,
    put: refuse,
    search: refuse,
    count: refuse,
    delete: refuse,
    deleteAll: refuse,
  };
}
