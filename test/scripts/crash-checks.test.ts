// What the crash test and the overload test look for is found when it is there.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { faultsOf } from '../crash/faults.ts'
import { createLedger, type Ledger, lossesOf } from '../crash/ledger.ts'

const migrations = globSync(join(import.meta.dirname, '../../migrations/*.sql')).toSorted()

/** Two rooms, a pair with a message and a tag room of three, an entry of the waiting list, and the people. */
const createSound = (): DatabaseSync => {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  for (const file of migrations) database.exec(readFileSync(file, 'utf8'))
  database.exec(`
    insert into brands (id_brand, date_insert) values (1, 0);
    insert into ambassadors (id_brand, id_ambassador, active, status, customer_id, lastname)
      values (1, 1, 1, 3, null, null), (1, 2, 1, 7, null, null), (1, 3, 1, 3, 'group 0', '5'), (1, 4, 1, 3, 'group 0', '5');
    insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, last_message, member_count)
      values (1, 1, 'pair:1:2', 0, 2, 0, 0, 1, 2), (1, 2, 'tag:1', 7, 2, 0, 0, null, 3);
    insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
      values (1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2), (1, 2, 3);
    insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert, request_key)
      values (1, 1, 1, 2, 0, 'text 1', 0, 'key 1');
    insert into waiting_list (id_brand, id_waiting, id_user, content, date_insert, date_update)
      values (1, 1, 2, 'text 2', 0, 0);
    insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
      values (1, 1, 2, 1, null, 0), (1, 2, 0, 1, 1, 0);`)
  return database
}

const createAcknowledged = (): Ledger => {
  const ledger = createLedger()
  ledger.rooms.set('pair:1:2', 1).set('tag:1', 2)
  const keys = { idempotencyKey: undefined, id: 1 }
  ledger.posts.push(
    { kind: 'message', owners: [1, 2], content: 'text 1', ...keys },
    { kind: 'waiting-list entry', owners: [2], content: 'text 2', ...keys },
  )
  ledger.groups.set('group 0', { acknowledged: 5, sent: 5 })
  return ledger
}

describe('the faults of a database', () => {
  it('are none in a sound one', () => {
    expect(faultsOf(createSound())).toStrictEqual([])
  })

  it.each([
    ['foreign_key_check finds', 'delete from chatroom_pivots where id_chatroom = 1'],
    ['a room without pivots', 'delete from chatroom_pivots where id_chatroom = 2'],
    [
      'a pair whose pivots are not',
      'delete from chatroom_pivots where id_chatroom = 1 and id_ambassador = 1',
    ],
    [
      'a pair whose pivots are not',
      'update chatroom_pivots set id_ambassador = 3 where id_chatroom = 1 and id_ambassador = 1',
    ],
    [
      'a room whose number of members',
      'update chatrooms set member_count = 4 where id_chatroom = 2',
    ],
    ['a message without room', 'delete from chatrooms where id_chatroom = 1'],
    ['a room that has not taken note', 'update chatrooms set last_message = null'],
    ['a room that has not taken note', 'delete from messages'],
    ['a message without an event', 'delete from events where id_event = 2'],
    [
      'or with several',
      'insert into events select 1, 3, 0, 1, 1, null, null, null, null, 0 from brands',
    ],
    ['a gap in the log', 'update events set id_event = 3 where id_event = 2'],
    ['a gap in the log', 'delete from events where id_event = 1'],
    ['a room twice', `drop index chatrooms_room_key; update chatrooms set room_key = 'pair:1:2'`],
    [
      'an idempotency key twice',
      `drop index messages_request_key;
        insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, date_insert, request_key)
        values (1, 2, 1, 2, 0, 0, 'key 1')`,
    ],
    [
      'integrity_check finds',
      'pragma ignore_check_constraints = on; update ambassadors set active = 7; pragma ignore_check_constraints = off',
    ],
  ])('name "%s" after: %s', (fault, damage) => {
    const database = createSound()
    database.exec(damage)
    expect(faultsOf(database).join('\n')).toContain(fault)
  })
})

describe('the losses of a ledger', () => {
  it('are none when all that was acknowledged is there', () => {
    expect(lossesOf(createAcknowledged(), createSound())).toStrictEqual([])
  })

  it('are none when a write that was not acknowledged is there or not there', () => {
    const ledger = createAcknowledged()
    for (const post of ledger.posts) post.id = null
    const unwritten = { owners: [1, 2], content: 'text 3', idempotencyKey: undefined, id: null }
    ledger.posts.push({ kind: 'message', ...unwritten })
    ledger.groups.set('group 0', { acknowledged: 4, sent: 6 })
    expect(lossesOf(ledger, createSound())).toStrictEqual([])
  })

  it.each([
    ['room 1 (pair:1:2) was acknowledged', 'delete from chatrooms where id_chatroom = 1'],
    [
      'room 2 (tag:1) was acknowledged',
      'update chatrooms set id_chatroom = 9 where id_chatroom = 2',
    ],
    ['message "text 1" was acknowledged as 1, 1, 2, found: nothing', 'delete from messages'],
    ['found: 1, 2, 2', 'update messages set id_chatroom = 2'],
    ['message "other" was never sent', `update messages set content = 'other'`],
    [
      'message "text 1" is there twice',
      'insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert) select 1, 2, id_chatroom, id_ambassador, type_message, content, 0 from messages',
    ],
    ['waiting-list entry "text 2" was acknowledged as 1, 2', 'delete from waiting_list'],
    [
      'group 0 is half written: 4 and 5',
      `update ambassadors set lastname = '4' where id_ambassador = 3`,
    ],
    [
      'group 0 has revision 4, not one of 5 to 5',
      `update ambassadors set lastname = '4' where id_ambassador > 2`,
    ],
    ['group 0 has revision 0', 'delete from ambassadors where id_ambassador > 2'],
  ])('say %s after: %s', (loss, damage) => {
    const database = createSound()
    database.exec(damage)
    expect(lossesOf(createAcknowledged(), database).join('\n')).toContain(loss)
  })
})
