// Preloaded by the memory measurement (with --expose-gc): SIGUSR2 collects garbage, so that idle memory is what is held.
process.on('SIGUSR2', () => {
  globalThis.gc()
  globalThis.gc()
})
