import { readFileSync } from 'node:fs';
import { ExpectedError, parseUntrustedJson, type JsonValue } from '@ebbflow/kernel';

/**
 * The JSON in a file, or on standard input where the file is `-`.
 * @throws ExpectedError `CLI.NO_FILE`, `KERNEL.BAD_JSON` naming the file
 */
export function readJson(file: string): JsonValue {
  const text = readText(file).replace(/^\uFEFF/, '');
  try {
    return parseUntrustedJson(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'It is not valid JSON.';
    throw new ExpectedError('KERNEL.BAD_JSON', 400, `${file}: ${reason}`, { cause });
  }
}

/** @throws ExpectedError `CLI.NO_FILE` */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new ExpectedError('CLI.NO_FILE', 404, `The file ${file} cannot be read.`, { cause });
  }
}
