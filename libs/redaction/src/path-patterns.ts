type Segment = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'one' } | { readonly kind: 'any' };

/** How far all paths have come together: `pattern × STRIDE + position` of each that can still match. */
export interface PathState {
  readonly places: readonly number[];
  /** A path ends here. */
  readonly isHit: boolean;
  /** Nothing below here is named by a path. */
  readonly isOver: boolean;
  readonly known: Map<string, PathState>;
}

/** More than the parts a path may have. */
const STRIDE = 64;
/** Steps that are remembered: names in data come again and again, except where somebody makes them up. */
const MOST_KNOWN = 20_000;

/**
 * All paths at once, followed name by name as a value is walked: `step` is asked for each name and answers how far the paths are then. The
 * cost of a step is bounded by the number of paths and their parts, whatever the value is; there is no going back.
 */
export class PathPatterns {
  readonly start: PathState;
  readonly #patterns: readonly (readonly Segment[])[];
  readonly #states = new Map<string, PathState>();
  #knownCount = 0;

  constructor(paths: readonly string[]) {
    this.#patterns = paths.map(segmentsOf);
    const start = new Set<number>();
    for (const index of this.#patterns.keys()) this.#enter(start, index, 0);
    this.start = this.#stateOf(start);
  }

  step(state: PathState, name: string): PathState {
    if (state.isOver) return state.isHit ? this.#stateOf(new Set()) : state;
    const known = state.known.get(name);
    if (known !== undefined) return known;
    const next = this.#stateOf(this.#placesAfter(state, name));
    if (this.#knownCount < MOST_KNOWN) {
      this.#knownCount += 1;
      state.known.set(name, next);
    }
    return next;
  }

  #placesAfter(state: PathState, name: string): ReadonlySet<number> {
    const next = new Set<number>();
    for (const at of state.places) {
      const pattern = Math.floor(at / STRIDE);
      const position = at % STRIDE;
      const segment = this.#patterns[pattern]?.[position];
      if (segment === undefined) continue;
      if (segment.kind === 'any') this.#enter(next, pattern, position);
      else if (segment.kind === 'one' || segment.name === name) this.#enter(next, pattern, position + 1);
    }
    return next;
  }

  /** `**` may stand for no name at all, so what comes after it is open at once. */
  #enter(places: Set<number>, pattern: number, position: number): void {
    places.add(pattern * STRIDE + position);
    if (this.#patterns[pattern]?.[position]?.kind === 'any') this.#enter(places, pattern, position + 1);
  }

  #stateOf(set: ReadonlySet<number>): PathState {
    const places = [...set].sort((one, other) => one - other);
    const key = places.join(',');
    const existing = this.#states.get(key);
    if (existing !== undefined) return existing;
    const ended = places.filter((at) => at % STRIDE === this.#patterns[Math.floor(at / STRIDE)]?.length);
    const isOver = ended.length === places.length;
    const state = { places, isHit: ended.length > 0, isOver, known: new Map<string, PathState>() };
    if (this.#states.size < MOST_KNOWN) this.#states.set(key, state);
    return state;
  }
}

function segmentsOf(path: string): Segment[] {
  const names: string[] = [];
  let name = '';
  for (let index = 0; index < path.length; index += 1) {
    if (path[index] === '\\' && index + 1 < path.length) name += path[(index += 1)] ?? '';
    else if (path[index] === '.') {
      names.push(name);
      name = '';
    } else name += path[index] ?? '';
  }
  names.push(name);
  return names
    .slice(0, STRIDE - 1)
    .map((each) => (each === '*' ? { kind: 'one' } : each === '**' ? { kind: 'any' } : { kind: 'name', name: each }));
}
