{
  "name": "@ebbflow/connector-{{app}}",
  "version": "0.1.0",
  "private": true,
  "license": "Apache-2.0",
  "type": "module",
  "exports": {
    ".": {
      "@ebbflow/source": "./src/index.ts",
      "types": "./src/index.ts",
      "default": "./dist/index.js"
    }
  },
  "dependencies": {
    "@ebbflow/connector-sdk": "*"
  },
  "devDependencies": {
    "@ebbflow/testing": "*"
  },
  "nx": {
    "tags": ["type:connector", "scope:connector-{{app}}"],
    "targets": {
      "build": {},
      "test": {}
    }
  }
}
