import type { EachBatchPayload } from 'kafkajs';

type Committing = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/**
 * Tells the broker how far a consumer has come, beside the handling and not in its way: one commit under way at a time,
 * and one more for all that was handled meanwhile. Waiting for each took half as long as handling a small batch, and
 * kafkajs fetches nothing before it is over. What a crash leaves uncommitted comes again, and the inbox drops it.
 */
export class OffsetCommits {
  #underWay: Promise<void> | undefined;
  #isBehind = false;
  #failure: Error | undefined;

  /** @throws what an earlier commit failed with: the group has gone on without this member, or the broker is away. */
  begin(payload: Committing): void {
    if (this.#failure) {
      const failure = this.#failure;
      this.#failure = undefined;
      throw failure;
    }
    if (this.#underWay) {
      this.#isBehind = true;
      return;
    }
    this.#underWay = this.#commit(payload).finally(() => (this.#underWay = undefined));
  }

  /** Resolves when everything begun is committed, or has failed. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  async #commit(payload: Committing): Promise<void> {
    this.#isBehind = false;
    try {
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error('Offsets could not be committed.', { cause: error });
      return;
    }
    if (this.#wasLeftBehind()) await this.#commit(payload);
  }

  /** Whether more was handled while the commit was under way; asked in a method because it changes over an await. */
  #wasLeftBehind(): boolean {
    return this.#isBehind;
  }
}
