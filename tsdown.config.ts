// npm run build:client: the client as one module with openapi-fetch inside, and its types.
import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: 'client/index.ts',
  outDir: 'dist-client',
  tsconfig: 'client/tsconfig.json',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  minify: true,
  deps: { onlyBundle: ['openapi-fetch', 'openapi-typescript-helpers'] },
  banner: '/*! Holds openapi-fetch, MIT License, Copyright (c) 2023 Drew Powers. */',
})
