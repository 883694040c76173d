import { ConfigError, Settings } from '@ebbflow/config';
import { RunsConfig } from './runs.config.ts';

describe('RunsConfig', () => {
  it('has defaults that hold together', () => {
    expect(new RunsConfig(new Settings({})).concurrency).toBe(64);
  });

  it('refuses a lease that one late renewal would lose', () => {
    expect(() => new RunsConfig(new Settings({ EBB_EXECUTOR_LEASE: '6s' }))).toThrow(ConfigError);
  });
});
