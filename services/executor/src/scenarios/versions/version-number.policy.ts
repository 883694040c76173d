import { VersionNotFoundError } from '../scenarios.errors.ts';

/** The number in a path. @throws VersionNotFoundError for what cannot be one */
export function readVersionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new VersionNotFoundError();
  return Number(text);
}
