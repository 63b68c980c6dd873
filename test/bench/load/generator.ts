import { type LoadJob, runLoad } from './run-load.js'

/** The load generator's process: one job a message, one result a job. */
process.on('message', (job: LoadJob) => {
  runLoad(job).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
process.once('disconnect', () => process.exit(0))
