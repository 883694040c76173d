/** What a service says went wrong, in its own words: stable code, what happened, what to do. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly { readonly pointer: string; readonly message: string }[];

  constructor({ status, code, detail, errors = [] }: ProblemDocument) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.faults = errors;
  }
}

export interface ProblemDocument {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

export function isProblemDocument(value: unknown): value is ProblemDocument {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value && 'status' in value;
}
