/** Compressed bytes a module takes. */
export const MOST_ARCHIVE_BYTES = 32 * 1_048_576;

/** Uncompressed bytes of all files together: an archive of a few kilobytes can claim petabytes. */
export const MOST_CONTENT_BYTES = 64 * 1_048_576;

export const MOST_FILES = 1_000;
