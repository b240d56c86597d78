// What must never be in the database, whatever happened to the server.
import type { DatabaseSync } from 'node:sqlite'

/** Each finds nothing in a sound database. The plus signs keep SQLite from answering out of the index that forbids it. */
const FAULTS: readonly (readonly [fault: string, sql: string])[] = [
  [
    'integrity_check finds',
    "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'",
  ],
  ['foreign_key_check finds', 'select "table", rowid, parent from pragma_foreign_key_check'],
  [
    'a room without pivots',
    `select id_brand, id_chatroom from chatrooms room where not exists (select 1 from chatroom_pivots pivot
      where pivot.id_brand = room.id_brand and pivot.id_chatroom = room.id_chatroom)`,
  ],
  [
    'a pair whose pivots are not the two that its key names',
    `select id_brand, id_chatroom, room_key, (select group_concat(id_ambassador, ':' order by id_ambassador)
        from chatroom_pivots pivot
        where pivot.id_brand = room.id_brand and pivot.id_chatroom = room.id_chatroom) as pivots
      from chatrooms room where type_chatroom = 0 and room_key is not 'pair:' || pivots`,
  ],
  [
    'a room whose number of members is not that of its pivots',
    `select id_brand, id_chatroom from chatrooms room where member_count <> (
      select count(*) from chatroom_pivots pivot
      where pivot.id_brand = room.id_brand and pivot.id_chatroom = room.id_chatroom)`,
  ],
  [
    'a message without room',
    `select id_brand, id_message from messages message where not exists (select 1 from chatrooms room
      where room.id_brand = message.id_brand and room.id_chatroom = message.id_chatroom)`,
  ],
  [
    'a room that has not taken note of its newest message',
    `select id_brand, id_chatroom from chatrooms room where last_message is not (
      select max(id_message) from messages message
      where message.id_brand = room.id_brand and message.id_chatroom = room.id_chatroom)`,
  ],
  [
    'a message without an event of its own, or with several',
    `select message.id_brand, message.id_message, told.appended from messages message
      left join (
        select id_brand, id_message, count(*) as appended from events where type_event = 0 group by id_brand, id_message
      ) told using (id_brand, id_message)
      where told.appended is not 1`,
  ],
  [
    'a gap in the log',
    `select * from (
        select id_brand, id_event, lag(id_event, 1, 0) over (partition by id_brand order by id_event) as previous from events)
      where id_event <> previous + 1`,
  ],
  [
    'a room twice',
    'select id_brand, +room_key from chatrooms group by +id_brand, +room_key having count(*) > 1',
  ],
  [
    'an idempotency key twice',
    `select * from (
        select 'messages' as "table", id_brand, +request_key as request_key from messages
        union all select 'waiting_list', id_brand, +request_key from waiting_list)
      where request_key is not null group by "table", id_brand, request_key having count(*) > 1`,
  ],
]

/** One sentence for each fault, with the first rows that show it. */
export const faultsOf = (database: DatabaseSync): string[] =>
  FAULTS.flatMap(([fault, sql]) => {
    const rows = database.prepare(sql).all()
    if (rows.length === 0) return []
    return [`${fault}, ${rows.length} in all: ${JSON.stringify(rows.slice(0, 3))}`]
  })
