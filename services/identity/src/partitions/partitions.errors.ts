import { ExpectedError } from '@ebbflow/kernel';

/** 404 to retention: identity holds no such category. */
export class UnknownCategoryError extends ExpectedError {
  constructor() {
    super('IDENTITY.UNKNOWN_CATEGORY', 404, 'Identity holds no retained category of that name.');
  }
}

/** 409 to retention: the day asked for still holds rows within their lifetime. Nothing was dropped. */
export class DropTooEarlyError extends ExpectedError {
  constructor(firstKeptDay: string) {
    super(
      'IDENTITY.DROP_TOO_EARLY',
      409,
      `Days from ${firstKeptDay} on are still within their lifetime; nothing was dropped.`,
      { details: { firstKeptDay } },
    );
  }
}
