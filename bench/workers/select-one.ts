// The floor: one round trip and no work, whatever is asked.
export default {
  fetch: async (_, { DB }) => Response.json(await DB.prepare('select 1').first()),
} satisfies ExportedHandler<Env>
