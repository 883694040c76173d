import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a key, or a backup of one, to a file that must not exist yet (EEXIST otherwise) and that its owner alone can read (0600).
 * When this returns, it survives a power failure.
 */
export function writeKeyFile(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(path);
}

/** Puts the file `from` in the place of `to`, which is gone by that; as durably. Both lie in one folder. */
export function moveKeyFile(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(to);
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
