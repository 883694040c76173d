import type { Value } from '@ebbflow/connector-sdk';

export type Header = readonly [string, string];

export interface RequestBody {
  /** Undefined where only the author's own header says it. */
  readonly contentType: string | undefined;
  readonly bytes: Uint8Array;
}

/** One call as an author described it, whatever keys the module's version has for it. */
export interface RequestPlan {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly Header[];
  readonly query: readonly Header[];
  readonly body: RequestBody | undefined;
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
  readonly rejectUnauthorized: boolean;
  /** Turn the answer's body into a value by what it says it is. */
  readonly parsesResponse: boolean;
  /** An answer of 400 and above is an error of the module. */
  readonly failsOnHttpError: boolean;
  /** Keep the body as bytes whatever its type, for files. */
  readonly keepsBytes?: boolean;
  /** A connection whose authorisation is added; already checked to be there. */
  readonly connectionId?: string;
}

/** A form field or part. */
export interface FormField {
  readonly name: string;
  readonly value: Value;
  readonly fileName?: string;
}
