/** Preloaded into every Lodestar process: one function its libraries need and Node 20 lacks, and an end that no parent's death can prevent. */
const { isMainThread } = require('node:worker_threads')

Promise.withResolvers ??= function withResolvers() {
  let resolve
  let reject
  const promise = new this((accept, refuse) => {
    resolve = accept
    reject = refuse
  })
  return { promise, resolve, reject }
}

// The suite holds the other end of this pipe: when the suite is gone, however it went, so is this node.
if (isMainThread) process.stdin.on('end', () => process.exit(0)).resume()
