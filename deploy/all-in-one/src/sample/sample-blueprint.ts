/**
 * The scenario a newcomer finds after the first start: an order arrives by webhook, is summed up line by line, and is
 * answered. It calls nobody outside, so that it runs green on a machine without a network.
 */
export const sampleBlueprint = {
  name: 'Sample: answer an order',
  flow: [
    {
      id: 1,
      module: 'gateway:CustomWebHook',
      version: 1,
      parameters: { maxResults: 1 },
      mapper: {},
      metadata: { designer: { x: 0, y: 0, name: 'An order arrives' } },
    },
    {
      id: 2,
      module: 'builtin:BasicFeeder',
      version: 1,
      parameters: {},
      mapper: { array: '{{1.lines}}' },
      metadata: { designer: { x: 300, y: 0, name: 'Each line' } },
    },
    {
      id: 3,
      module: 'util:SetVariable2',
      version: 1,
      parameters: {},
      mapper: { name: 'lineTotal', scope: 'roundtrip', value: '{{2.quantity * 2.price}}' },
      metadata: { designer: { x: 600, y: 0, name: 'Line total' } },
    },
    {
      id: 4,
      module: 'builtin:BasicAggregator',
      version: 1,
      parameters: { feeder: 2 },
      mapper: { sku: '{{2.sku}}', total: '{{3.lineTotal}}' },
      metadata: { designer: { x: 900, y: 0, name: 'Collect the lines' } },
    },
    {
      id: 5,
      module: 'builtin:BasicRouter',
      version: 1,
      mapper: null,
      metadata: { designer: { x: 1200, y: 0 } },
      routes: [
        {
          flow: [
            {
              id: 6,
              module: 'gateway:WebhookRespond',
              version: 1,
              parameters: {},
              mapper: {
                status: '200',
                body: 'Thank you. Your {{length(4.array)}} lines come to {{sum(map(4.array; "total"))}} in all.',
                headers: [{ key: 'content-type', value: 'text/plain; charset=utf-8' }],
              },
              filter: {
                name: 'There is something to sell',
                conditions: [[{ a: '{{length(4.array)}}', o: 'number:greater', b: '0' }]],
              },
              metadata: { designer: { x: 1500, y: -150, name: 'Answer with the total' } },
            },
          ],
        },
        {
          flow: [
            {
              id: 7,
              module: 'gateway:WebhookRespond',
              version: 1,
              parameters: {},
              mapper: { status: '400', body: 'An order needs at least one line.', headers: [] },
              filter: {
                name: 'The order is empty',
                conditions: [[{ a: '{{length(4.array)}}', o: 'number:equal', b: '0' }]],
              },
              metadata: { designer: { x: 1500, y: 150, name: 'Ask for a line' } },
            },
          ],
        },
      ],
    },
  ],
  metadata: {
    version: 1,
    instant: true,
    scenario: {
      roundtrips: 1,
      maxErrors: 3,
      autoCommit: true,
      autoCommitTriggerLast: true,
      sequential: false,
      confidential: false,
      dataloss: false,
      dlq: false,
      freshVariables: false,
    },
    designer: { orphans: [] },
    zone: 'local',
  },
};

/** The order the first start sends to it. */
export const sampleOrder = {
  order: 'A-1001',
  lines: [
    { sku: 'tea', quantity: 2, price: 450 },
    { sku: 'cup', quantity: 1, price: 1200 },
  ],
};
