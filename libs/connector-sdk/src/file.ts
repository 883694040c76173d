import type { Bundle, Value } from './module-context.ts';

/** Bytes that were never in memory as a whole: where they lie, and how many they are. */
export interface StoredFile {
  /** Opaque; means something to the `FilePort` that made it, and only for this tenant. */
  readonly id: string;
  readonly size: number;
}

/** Where a run keeps what is too large for a bundle, until the run has ended. */
export interface FilePort {
  /** Takes the chunks as they come and answers when all of them are stored. What `chunks` throws leaves nothing behind. */
  write(chunks: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /** May be called again for the same file, from its beginning. */
  read(id: string): AsyncIterable<Uint8Array>;
}

/**
 * Which objects are files. Not a marker inside the object: data from outside could carry one, and would then be sent as
 * whatever file it names. Not a class: a value is plain data to everything that only passes it on.
 */
const files = new WeakSet<object>();
let isAnyMade = false;

/** A file as it stands in a bundle: to the language a collection of `id` and `size`, to modules with `takesFiles` its content. */
export function fileValue({ id, size }: StoredFile): Bundle & StoredFile {
  const value = Object.freeze({ id, size });
  files.add(value);
  isAnyMade = true;
  return value;
}

export function isFile(value: Value): value is Bundle & StoredFile {
  return typeof value === 'object' && value !== null && files.has(value);
}

/** False until this process has met its first file: lets those who would have to look for files in every bundle not look. */
export function mayHoldFiles(): boolean {
  return isAnyMade;
}
