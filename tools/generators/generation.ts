/** What a generator decides before anything is written. Paths from the repository's root. */
export interface Generation {
  readonly files: readonly GeneratedFile[];
  /** Lines that a sorted list of exports gets. */
  readonly exports: readonly { readonly path: string; readonly line: string }[];
  /** What a person still has to do, a sentence each, in the order in which it is easiest. */
  readonly next: readonly string[];
}

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export interface Generator {
  /** Arguments after the kind: `<app>`. */
  readonly usage: string;
  /** Options that take a value. */
  readonly options: readonly string[];
  /** Decides everything and writes nothing. @throws WrongUsageError, CannotGenerateError */
  generate(request: GenerationRequest): Generation;
}

export interface GenerationRequest {
  /** The repository, or a copy of it. */
  readonly root: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/** The command was not understood; the message says which part of it. Ends with 2. */
export class WrongUsageError extends Error {}

/** Understood, and impossible in this repository. Ends with 1. */
export class CannotGenerateError extends Error {}
