// The ambassador of the document's examples.
import type { Ambassador } from './schema.ts'

export const ambassadorExample: Ambassador = {
  id_ambassador: 1,
  image: 'https://images.example.com/alice.moreau.jpg',
  firstname: 'Alice',
  lastname: 'Moreau',
  username: 'alice.moreau',
  email: 'alice.moreau@example.com',
  email_tmp: null,
  active: 1,
  status: 3,
  online: true,
  last_action_date: '2025-05-04T09:42:00.000000Z',
  customer_id: 'C-3-1',
  anonymized: false,
}
