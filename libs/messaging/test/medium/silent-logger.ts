import { createLogger } from '@ebbflow/observability';

export const silentLogger = createLogger({ service: 'test', level: 'silent' });
