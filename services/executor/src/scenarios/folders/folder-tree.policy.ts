import { FolderInItselfError, FolderNotFoundError, FolderTooDeepError, MAX_FOLDER_DEPTH } from './folders.errors.ts';

export interface FolderPlace {
  readonly id: string;
  readonly parentId: string | null;
}

/** Whether folders can be put there, judged on all folders of the tenant. They hold no circle. */
export class FolderTree {
  readonly #parents: ReadonlyMap<string, string | null>;

  constructor(folders: readonly FolderPlace[]) {
    this.#parents = new Map(folders.map(({ id, parentId }) => [id, parentId]));
  }

  get size(): number {
    return this.#parents.size;
  }

  /** @throws FolderNotFoundError; FolderTooDeepError */
  assertTakesNew(parentId: string | null): void {
    this.#assertDepth(parentId, 1);
  }

  /** The folder with all that is below it. @throws FolderNotFoundError; FolderInItselfError; FolderTooDeepError */
  assertTakes(parentId: string | null, folderId: string): void {
    this.assertOutside(parentId, folderId);
    this.#assertDepth(parentId, this.#heightOf(folderId));
  }

  /** @throws FolderNotFoundError; FolderInItselfError when the one is the other or lies in it */
  assertOutside(targetId: string | null, folderId: string): void {
    if (this.#pathOf(targetId).includes(folderId)) throw new FolderInItselfError();
  }

  /** All folders directly in one. */
  childrenOf(folderId: string): readonly string[] {
    return [...this.#parents].filter(([, parentId]) => parentId === folderId).map(([id]) => id);
  }

  #assertDepth(parentId: string | null, height: number): void {
    if (this.#pathOf(parentId).length + height > MAX_FOLDER_DEPTH) throw new FolderTooDeepError();
  }

  /** From the folder up. */
  #pathOf(folderId: string | null): readonly string[] {
    const path: string[] = [];
    for (let id = folderId; id !== null;) {
      const parentId = this.#parents.get(id);
      if (parentId === undefined) throw new FolderNotFoundError();
      path.push(id);
      id = parentId;
    }
    return path;
  }

  /** 1 for a folder without folders. */
  #heightOf(folderId: string): number {
    return 1 + Math.max(0, ...this.childrenOf(folderId).map((id) => this.#heightOf(id)));
  }
}
