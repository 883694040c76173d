/** Bytes of one file. */
export const LARGEST_FILE = 100 * 1_048_576;
