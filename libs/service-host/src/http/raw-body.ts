import { routeConfig } from '../access/route-config.ts';

/** The handler's @Body() is the bytes as received (Buffer), whatever the content type; undefined when there are none. */
export const RawBody = (): MethodDecorator => routeConfig({ body: 'raw' });

/** The handler's @Body() is the incoming stream, cut off with 413 beyond the limit. */
export const StreamBody = (): MethodDecorator => routeConfig({ body: 'stream' });
