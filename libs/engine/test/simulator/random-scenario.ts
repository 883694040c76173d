import { compileBlueprint, readBlueprint, type CompiledScenario } from '@ebbflow/blueprint';
import type { Bundle } from '@ebbflow/connector-sdk';
import type { JsonObject, JsonValue } from '@ebbflow/kernel';
import type { RunInput } from '../../src/index.ts';
import { simulatedApp } from './simulated-app.ts';

export interface RandomScenario {
  readonly document: JsonObject;
  readonly scenario: CompiledScenario;
  readonly input: RunInput;
}

type Random = () => number;

const ERRORS = ['RuntimeError', 'DataError', 'ConnectionError', 'RateLimitError', 'InvalidAccessTokenError'];
const DIRECTIVES = ['Resume', 'Ignore', 'Break', 'Commit', 'Rollback'];

/** A small scenario of any shape the engine knows, and what it is given; the same for the same random numbers. */
export function randomScenario(random: Random): RandomScenario {
  const document: JsonObject = {
    name: 'Simulated',
    flow: new FlowMaker(random).makeScenario(),
    metadata: {
      scenario: {
        roundtrips: 1 + Math.floor(random() * 3),
        autoCommit: random() < 0.5,
        autoCommitTriggerLast: random() < 0.7,
        dlq: random() < 0.5,
        dataloss: random() < 0.3,
        freshVariables: random() < 0.3,
      },
    },
  };
  const { blueprint } = readBlueprint(document);
  const scenario = compileBlueprint(blueprint, {
    isKnownModule: (name, version) => simulatedApp.find(name, version) !== undefined,
  });
  const event = (): Bundle[] => [{ n: Math.floor(random() * 9), items: [1, 2, 3].slice(0, Math.floor(random() * 4)) }];
  const events = Array.from({ length: 1 + Math.floor(random() * 2) }, event);
  const limits = { operations: 150, spillBytes: 120, incompleteBundles: 3 };
  const input = { runId: 'run_sim', startedAtMs: 0, timezone: 'UTC', triggerBundles: [], events, limits };
  return { document, scenario, input };
}

/** Makes flows within a budget of modules, so that the run stays small whatever is nested. */
class FlowMaker {
  readonly #random: Random;
  #id = 0;
  #budget: number;
  /** Ids a template may read; some of them are not upstream, which must do no harm. */
  readonly #seen: number[] = [];

  constructor(random: Random) {
    this.#random = random;
    this.#budget = 3 + Math.floor(random() * 8);
  }

  makeScenario(): JsonValue[] {
    const first = this.#pick(['sim:Begin', 'sim:Begin', 'sim:Poll', 'sim:Act']);
    const trigger = this.#module(first, first === 'sim:Act' ? { what: 'first', failsOneIn: this.#oneIn() } : {});
    return [trigger, ...this.#flow(0)];
  }

  #flow(depth: number): JsonValue[] {
    const flow: JsonValue[] = [];
    let feeder: number | undefined;
    while (this.#budget > 0 && this.#random() < 0.85) {
      this.#budget -= 1;
      if (feeder !== undefined && this.#random() < 0.4) {
        flow.push(this.#aggregator(feeder));
        feeder = undefined;
        continue;
      }
      const made = this.#any(depth);
      flow.push(...made.modules);
      feeder = made.feeds ?? feeder;
      if (made.isLast) break;
    }
    return flow;
  }

  #any(depth: number): { modules: JsonValue[]; feeds?: number; isLast?: boolean } {
    const chance = this.#random();
    if (chance < 0.12) {
      const feeder = this.#module('builtin:BasicFeeder', { array: this.#reference('items') });
      return { modules: [feeder], feeds: this.#id };
    }
    if (chance < 0.18) {
      const mapper = { start: 1, repeats: Math.floor(this.#random() * 4), step: 1 };
      return { modules: [this.#module('builtin:BasicRepeater', mapper)], feeds: this.#id };
    }
    if (chance < 0.26) {
      const mapper = { what: this.#what(), count: Math.floor(this.#random() * 4), failsOneIn: this.#oneIn() };
      const search = this.#module('sim:Search', { ...mapper, continueWhenNoRes: this.#random() < 0.5 });
      return { modules: [search], feeds: this.#id };
    }
    if (chance < 0.36 && depth < 2) return { modules: [this.#router(depth)], isLast: true };
    if (chance < 0.44 && depth < 2) return { modules: this.#branching(depth) };
    return { modules: [this.#plain()] };
  }

  #plain(): JsonValue {
    const what = this.#what();
    switch (
      this.#pick(['Act', 'Act', 'Store', 'Store', 'Compute', 'Count', 'Answer', 'call', 'return', 'throw', 'pause'])
    ) {
      case 'Act':
        return this.#withHandler(
          this.#module('sim:Act', { what, failsOneIn: this.#oneIn(), class: this.#pick(ERRORS) }),
        );
      case 'Store': {
        const key = this.#pick(['a', 'b', 'c']);
        const mapper = { what, key, failsOneIn: this.#oneIn(), class: this.#pick(ERRORS) };
        return this.#withHandler(this.#module('sim:Store', mapper));
      }
      case 'Count':
        return this.#module('sim:Count', { scope: this.#pick(['roundtrip', 'execution', 'scenario']) });
      case 'Answer':
        return this.#module('sim:Answer', { what });
      case 'call':
        return this.#withHandler(this.#module('scenario-service:CallSubscenario', { what }, { scenario: 'SCN_1' }));
      case 'return':
        return this.#module('scenario-service:ReturnData', { data: { what } });
      case 'throw': {
        const thrower = this.#module('builtin:Throw', { message: 'thrown', type: this.#pick(ERRORS) });
        const filter = { conditions: [[{ a: '{{floor(random * 4)}}', o: 'number:equal', b: '0' }]] };
        return this.#withHandler({ ...thrower, filter });
      }
      case 'pause':
        return this.#module('sim:Compute', { what, sleepMs: 1_000 });
      default:
        return this.#withHandler(this.#module('sim:Compute', { what, failsOneIn: this.#oneIn() }));
    }
  }

  #router(depth: number): JsonValue {
    const router = this.#module('builtin:BasicRouter', null);
    const routes = Array.from({ length: 2 + Math.floor(this.#random() * 2) }, () => {
      const first = this.#module('sim:Act', { what: this.#what() });
      const flow = [{ ...first, ...this.#maybeFilter() }, ...this.#flow(depth + 1)];
      return { flow, disabled: this.#random() < 0.1 };
    });
    const parameters: JsonObject = this.#random() < 0.5 ? { else: routes.length - 1 } : {};
    return { ...router, parameters, routes };
  }

  #branching(depth: number): JsonValue[] {
    const ifElse = this.#module('builtin:BasicIfElse', null);
    const branches = ['condition', 'condition', 'else'].map((type) => ({
      type,
      merge: this.#random() < 0.8,
      flow: this.#flow(depth + 1),
      ...(type === 'else' ? {} : this.#condition()),
    }));
    const merged = branches.filter(({ merge }) => merge).length;
    const merge = {
      ...this.#module('builtin:BasicMerge', null),
      filters: Array.from({ length: merged }, () => null),
      outputs: [{ name: 'out', mappings: Array.from({ length: merged }, () => this.#what()) }],
    };
    return merged === 0 ? [{ ...ifElse, branches }] : [{ ...ifElse, branches }, merge];
  }

  #aggregator(feeder: number): JsonValue {
    const mapper = { value: this.#what() };
    const aggregator = this.#module('builtin:BasicAggregator', mapper, { feeder });
    const groupBy = this.#random() < 0.3 ? { groupBy: this.#reference('n') } : {};
    return { ...aggregator, flags: { ...groupBy, stopIfEmpty: this.#random() < 0.3 } };
  }

  #withHandler(module: JsonObject): JsonValue {
    if (this.#random() < 0.5) return module;
    const directive = this.#pick([...DIRECTIVES, 'none']);
    const tells = this.#random() < 0.5 ? [this.#module('sim:Act', { what: `{{${String(this.#id)}.error.type}}` })] : [];
    if (directive === 'none') return { ...module, onerror: tells };
    return { ...module, onerror: [...tells, this.#module(`builtin:${directive}`, { did: 'substitute', n: 5 })] };
  }

  #maybeFilter(): JsonObject {
    return this.#random() < 0.6 ? { filter: this.#condition() } : {};
  }

  #condition(): JsonObject {
    const b = String(Math.floor(this.#random() * 5));
    return {
      conditions: [[{ a: this.#reference('n'), o: this.#pick(['number:less', 'number:greater', 'exist']), b }]],
    };
  }

  #module(name: string, mapper: JsonObject | null, parameters: JsonObject = {}): JsonObject {
    this.#id += 1;
    this.#seen.push(this.#id);
    return { id: this.#id, module: name, parameters, mapper };
  }

  #what(): string {
    return this.#pick([
      `{{floor(random * 1000)}}`,
      `text ${String(this.#id)}`,
      this.#reference('n'),
      this.#reference('did'),
    ]);
  }

  #reference(field: string): string {
    return `{{${String(this.#pick(this.#seen))}.${field}}}`;
  }

  #oneIn(): number {
    return this.#pick([0, 0, 1, 2, 3]);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }
}
