import { ExpectedError } from '@ebbflow/kernel';

/** The start cannot go on, for a reason the person at the terminal can mend; only the sentence is printed. */
export class StartError extends ExpectedError {
  constructor(code: string, sentence: string, cause?: unknown) {
    super(`ALL_IN_ONE.${code}`, 400, sentence, cause === undefined ? {} : { cause });
  }
}
