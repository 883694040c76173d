import {
  type Bundle,
  type FilePort,
  isBundle,
  isFile,
  mayHoldFiles,
  ModuleError,
  type Value,
} from '@ebbflow/connector-sdk';
import type { Operation } from './attempt-module.ts';

/** What one module that knows no files is given of them in memory, bytes. */
const MAX_LOADED_BYTES = 64 * 1_048_576;

/** Whether somebody must load files first; the answer is a flag as long as the process has met none. */
export function needsFiles({ definition, input }: Operation, files: FilePort | undefined): files is FilePort {
  return mayHoldFiles() && definition.takesFiles !== true && files !== undefined && holdsFile(input.mapped);
}

/**
 * Puts the bytes in the place of files, for a module that knows only bytes: a 20 MiB table can be parsed, a 500 MiB film passes by
 * modules that do not look into it.
 * @throws ModuleError MaxFileSizeExceededError when they are too many
 */
export async function withLoadedFiles(operation: Operation, files: FilePort): Promise<Operation> {
  const mapped = (await load(operation.input.mapped, files, { left: MAX_LOADED_BYTES })) as Bundle;
  return { ...operation, input: { ...operation.input, mapped } };
}

function holdsFile(value: Value): boolean {
  if (isFile(value)) return true;
  if (Array.isArray(value)) return value.some(holdsFile);
  return isBundle(value) && Object.values(value).some(holdsFile);
}

async function load(value: Value, files: FilePort, budget: { left: number }): Promise<Value> {
  if (isFile(value)) {
    budget.left -= value.size;
    if (budget.left < 0) {
      throw new ModuleError(
        'MaxFileSizeExceededError',
        `This module can take files of up to ${String(MAX_LOADED_BYTES / 1_048_576)} MiB in all.`,
      );
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.read(value.id)) chunks.push(chunk);
    return new Uint8Array(Buffer.concat(chunks));
  }
  if (!holdsFile(value)) return value;
  if (Array.isArray(value)) {
    const loaded: Value[] = [];
    for (const element of value) loaded.push(await load(element, files, budget));
    return loaded;
  }
  const loaded: Bundle = {};
  for (const [key, field] of Object.entries(value as Bundle)) loaded[key] = await load(field, files, budget);
  return loaded;
}
