import { ExpectedError } from '@ebbflow/kernel';

export const MAX_FOLDER_DEPTH = 5;
export const MAX_FOLDERS = 1_000;

/** No such folder, or it belongs to somebody else: the answer is the same. */
export class FolderNotFoundError extends ExpectedError {
  constructor() {
    super('EXECUTOR.FOLDER_NOT_FOUND', 404, 'There is no scenario folder with this id in this organisation.');
  }
}

export class FolderNotEmptyError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.FOLDER_NOT_EMPTY',
      409,
      'The folder holds scenarios or folders; empty it first, or say with ?moveTo= where they go (a folder, or "root").',
    );
  }
}

export class FolderTooDeepError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.FOLDER_TOO_DEEP',
      409,
      `Folders may be nested ${String(MAX_FOLDER_DEPTH)} levels deep, with everything below the one that is moved; choose a place further up.`,
    );
  }
}

export class FolderInItselfError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.FOLDER_IN_ITSELF',
      409,
      'A folder cannot be moved into itself or into one below it; choose another place.',
    );
  }
}

export class TooManyFoldersError extends ExpectedError {
  constructor() {
    super(
      'EXECUTOR.TOO_MANY_FOLDERS',
      409,
      `An organisation may have ${String(MAX_FOLDERS)} scenario folders; delete one first.`,
    );
  }
}
