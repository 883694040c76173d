import type { SpillPort } from '../ports.ts';

/** Spilled bundles in memory: for one run on a terminal, and for tests. */
export class MemorySpill implements SpillPort {
  readonly #blobs = new Map<string, Uint8Array>();

  async put(bytes: Uint8Array): Promise<string> {
    const id = `spill-${String(this.#blobs.size + 1)}`;
    this.#blobs.set(id, bytes);
    return id;
  }

  async get(id: string): Promise<Uint8Array> {
    const bytes = this.#blobs.get(id);
    if (bytes === undefined) throw new Error(`Nothing was spilled as ${id}.`);
    return bytes;
  }
}
