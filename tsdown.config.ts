// npm run build:client: the client and the helper for servers, readable, with openapi-fetch inside, types and source maps.
import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { client: 'client/index.ts', server: 'client/server.ts' },
  outDir: 'client/dist',
  tsconfig: 'client/tsconfig.json',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  deps: { onlyBundle: ['openapi-fetch', 'openapi-typescript-helpers'] },
  banner: '/*! Holds openapi-fetch, MIT License, Copyright (c) 2023 Drew Powers. */',
})
