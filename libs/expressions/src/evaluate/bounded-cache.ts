/**
 * Keeps what is costly to make, at most `capacity` of it: the keys come from users, so the cache must not grow with them.
 * When full it starts over; a least-recently-used list cost more than the rare refill.
 */
export class BoundedCache<Item> {
  readonly #items = new Map<string, Item>();
  readonly #capacity: number;
  readonly #make: (key: string) => Item;

  constructor(capacity: number, make: (key: string) => Item) {
    this.#capacity = capacity;
    this.#make = make;
  }

  get(key: string): Item {
    const known = this.#items.get(key);
    if (known !== undefined) return known;
    const made = this.#make(key);
    if (this.#items.size >= this.#capacity) this.#items.clear();
    this.#items.set(key, made);
    return made;
  }
}
