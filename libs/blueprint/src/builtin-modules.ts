/**
 * The modules that belong to the format itself and are run by the engine, not by an app. Known to every compilation, so that
 * nobody who asks "is this a placeholder?" can forget them; a test of the engine holds its steps against this list.
 */
export const BUILTIN_MODULES: ReadonlySet<string> = new Set([
  'builtin:BasicRouter',
  'builtin:BasicIfElse',
  'builtin:BasicMerge',
  'builtin:BasicFeeder',
  'builtin:BasicIterator',
  'builtin:Iterator',
  'builtin:BasicRepeater',
  'builtin:BasicFilter',
  'builtin:BasicScheduler',
  'builtin:BasicAggregator',
  'builtin:Sleep',
  'builtin:Noop',
  'builtin:Throw',
  'builtin:BasicThrow',
  'builtin:Resume',
  'builtin:Ignore',
  'builtin:Break',
  'builtin:Commit',
  'builtin:Rollback',
  'placeholder:Placeholder',
  'scenario-service:StartSubscenario',
  'scenario-service:CallSubscenario',
  'scenario-service:RunScenario',
  'scenario-service:ReturnData',
  'util:TextAggregator',
  'util:FunctionAggregator',
  'util:FunctionAggregator2',
  'util:AggregateAggregator',
]);
