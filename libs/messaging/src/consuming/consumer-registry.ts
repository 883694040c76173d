import { ConsumerGroup, type ConsumerGroupOptions } from './consumer-group.ts';
import type { FoundConsumer } from './find-consumers.ts';

/** The service's consumers by group. Looked for when first asked, because they exist only once Nest has built everything. */
export class ConsumerRegistry {
  readonly #find: () => FoundConsumer[];
  readonly #options: ConsumerGroupOptions;
  #groups: ConsumerGroup[] | undefined;

  constructor(find: () => FoundConsumer[], options: ConsumerGroupOptions) {
    this.#find = find;
    this.#options = options;
  }

  /** @throws DuplicateConsumerError for two consumers of one event in one group. */
  get groups(): readonly ConsumerGroup[] {
    if (this.#groups) return this.#groups;
    const groups = new Map<string, ConsumerGroup>();
    for (const { group: name, definition, handle } of this.#find()) {
      const group = groups.get(name) ?? new ConsumerGroup(name, this.#options);
      group.add(definition, handle);
      groups.set(name, group);
    }
    this.#groups = [...groups.values()];
    return this.#groups;
  }
}
