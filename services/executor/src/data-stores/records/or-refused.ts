import { type ErrorClass, ModuleError } from '@ebbflow/connector-sdk';
import { DataStoreFullError, RecordExistsError, SearchRefusedError } from '../data-stores.errors.ts';

const NO_ROOM = new Set<ErrorClass>(['OutOfSpaceError', 'MaxFileSizeExceededError']);
const NOT_TO_SEARCH = new Set<ErrorClass>(['DataError', 'MaxResultsExceededError']);

/** What a module is told, as what whoever asks the API is told. Messages of data stores never quote content. */
export async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof ModuleError)) throw thrown;
    const { errorClass, message } = thrown;
    if (errorClass === 'DuplicateDataError') throw new RecordExistsError();
    if (NO_ROOM.has(errorClass)) throw new DataStoreFullError(message);
    if (NOT_TO_SEARCH.has(errorClass)) throw new SearchRefusedError(message);
    throw thrown;
  }
}
