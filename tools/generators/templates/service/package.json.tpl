{
  "name": "@ebbflow/{{name}}",
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
    "@ebbflow/contracts": "*",
    "@ebbflow/persistence": "*",
    "@ebbflow/service-host": "*",
    "@nestjs/common": "{{nestVersion}}",
    "typeorm": "{{typeormVersion}}"
  },
  "devDependencies": {
    "@ebbflow/testing": "*"
  },
  "nx": {
    "tags": ["type:service", "scope:{{name}}"],
    "targets": {
      "build": {},
      "test": {}
    }
  }
}
