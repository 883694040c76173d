# @ebbflow/connector-{{app}}

{{label}}: `{{app}}:GetItem` asks an address and gives what it answers.

An answer from status 400 on is an error: `RateLimitError` for 429, else `RuntimeError`. An answer that is not a JSON object is a `DataError`. No error quotes an answer.

May import `@ebbflow/kernel` and `@ebbflow/connector-sdk` only; everything else comes from the step context.
Test: `npm run -s jest -- libs/connectors/{{app}}`.
