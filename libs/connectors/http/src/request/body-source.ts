import { type BodySource, type FilePort, ModuleError } from '@ebbflow/connector-sdk';
import type { BodyPart, RequestBody } from './request-plan.ts';

/** The body as the port takes it: in one piece where there is no file in it. */
export function bodyOf({ parts }: RequestBody, files: FilePort | undefined): Uint8Array | BodySource {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && isBytes(only)) return only;
  if (parts.every(isBytes)) return Buffer.concat(parts);
  if (files === undefined) {
    throw new ModuleError('InvalidConfigurationError', 'Files this large cannot be sent from here.');
  }
  return {
    size: sizeOf(parts),
    async *open() {
      for (const part of parts) {
        if (isBytes(part)) yield part;
        else yield* files.read(part.id);
      }
    },
  };
}

export function sizeOf(parts: readonly BodyPart[]): number {
  return parts.reduce((sum, part) => sum + (isBytes(part) ? part.byteLength : part.size), 0);
}

function isBytes(part: BodyPart): part is Uint8Array {
  return part instanceof Uint8Array;
}
