// Loaded before a script: says in one line what is missing. JavaScript, since an old Node reads nothing else.
const { existsSync } = require('node:fs')
const path = require('node:path')

const problem = () => {
  if (!existsSync(path.join(__dirname, '..', 'node_modules', 'wrangler'))) {
    return 'The packages are not installed, or not those for development. Run: npm ci'
  }
  if (!process.features.typescript) {
    return `Node ${process.version} does not run TypeScript. Run npm ci, with its install scripts: it brings a Node that does. Then use npm run.`
  }
  return undefined
}

const message = problem()
if (message !== undefined) {
  console.error(message)
  process.exit(1)
}
