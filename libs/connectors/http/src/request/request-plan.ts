import type { StoredFile, Value } from '@ebbflow/connector-sdk';

export type Header = readonly [string, string];

export interface RequestBody {
  /** Undefined where only the author's own header says it. */
  readonly contentType: string | undefined;
  /** In order; a file is read while it is sent. */
  readonly parts: readonly BodyPart[];
}

export type BodyPart = Uint8Array | StoredFile;

/** One call as an author described it, whatever keys the module's version has for it. */
export interface RequestPlan {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly Header[];
  readonly query: readonly Header[];
  /** Characters that are not allowed in an address, and percent signs that escape nothing, are escaped. */
  readonly escapesUrl: boolean;
  /** `a=1&a=2` becomes `a[0]=1&a[1]=2`. */
  readonly numbersRepeatedNames: boolean;
  readonly body: RequestBody | undefined;
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
  readonly rejectUnauthorized: boolean;
  /** PEM of an authority to trust instead of the public ones. */
  readonly ca: string | undefined;
  readonly acceptsCompressed: boolean;
  /** Send the cookies of this run's earlier calls that did the same, and keep those that come back. */
  readonly sharesCookies: boolean;
  /** Turn the answer's body into a value by what it says it is. */
  readonly parsesResponse: boolean;
  /** An answer of 400 and above is an error of the module. */
  readonly failsOnHttpError: boolean;
  /** Keep the body as bytes whatever its type, for files. */
  readonly keepsBytes?: boolean;
  /** An answer too large for memory goes to the run's files. */
  readonly keepsFile?: boolean;
  /** A connection whose authorisation is added; already checked to be there. */
  readonly connectionId?: string;
  /** A connection with the certificate the client shows. */
  readonly certificateId?: string;
}

/** A form field or part. */
export interface FormField {
  readonly name: string;
  readonly value: Value;
  readonly fileName?: string;
  readonly contentType?: string;
}
