// The rooms of one server that has its database in a file beside it: one synchronous transaction a request.
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { AmbassadorRow } from '../../src/db/schema.ts'
import type { MemberRow, RoomRow } from '../../src/domain/chatrooms/present.ts'
import type { AuthoredMessageRow } from '../../src/domain/messages/present.ts'

const PERSON = `a.id_ambassador idAmbassador, a.image, a.firstname, a.lastname, a.username, a.email, a.email_tmp emailTmp,
  a.own_email_tmp ownEmailTmp, a.active, a.status, a.last_action_date lastActionAt, a.customer_id customerId, a.anonymized isAnonymized`

export interface Room {
  readonly room: RoomRow
  readonly members: readonly MemberRow[]
}

const BOOLEANS = ['isAnonymized', 'isBlocked', 'isArchived']

/** The row with booleans where SQLite has 0 and 1. */
const read = (row: Record<string, unknown>) => {
  for (const name of BOOLEANS) if (name in row) row[name] = row[name] === 1
  return row
}

/** Opens the file; every commit is on the disk before it is answered. */
export const openStore = (file: string) => {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  const all = <Row>(sql: string) => {
    const statement = database.prepare(sql)
    return (...values: SQLInputValue[]) => statement.all(...values).map(read) as unknown as Row[]
  }
  const transaction = <Result>(work: () => Result): Result => {
    database.exec('begin immediate')
    try {
      const result = work()
      database.exec('commit')
      return result
    } catch (error) {
      database.exec('rollback')
      throw error
    }
  }

  const usable = all<{ status: number }>(
    `select status from ambassadors where id_brand = ? and id_ambassador in (?, ?) and active >= 0 and anonymized = 0`,
  )
  const roomByKey = all<{ id: number }>(
    'select id_chatroom id from chatrooms where id_brand = ? and room_key = ?',
  )
  const newestRoom = all<{ id: number; at: number }>(
    'select id_chatroom id, date_insert at from chatrooms where id_brand = ? order by id_chatroom desc limit 1',
  )
  const insertRoom = all(
    `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert) values (?, ?, ?, 0, ?, ?, ?)`,
  )
  const insertPivot = all(
    'insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date) values (?, ?, ?, ?)',
  )
  const insertEvent = all(
    `insert into events (id_brand, id_event, type_event, id_chatroom, id_message, date_insert)
     select ?, coalesce((select max(id_event) from events where id_brand = ?), 0) + 1, ?, ?, ?, ?`,
  )
  const room = all<RoomRow & { lastRating: string | null; lastSummary: string | null }>(
    `select id_chatroom idChatroom, date_insert insertedAt, last_message_date lastMessageAt, type_chatroom typeChatroom,
       type_discussion typeDiscussion, source, established_dialogue establishedAt, first_author firstAuthor,
       (select json_object('value', value, 'comment', content) from ratings r where r.id_brand = c.id_brand
          and r.id_chatroom = c.id_chatroom and value is not null and date_delete is null order by id_rating desc limit 1) lastRating,
       (select json_object('insertedAt', date_insert, 'summary', summary, 'anomaly', anomaly, 'topic', topic) from summaries s
          where s.id_brand = c.id_brand and s.id_chatroom = c.id_chatroom order by id_summary desc limit 1) lastSummary
     from chatrooms c where id_brand = ? and id_chatroom = ?`,
  )
  const members = all<MemberRow>(
    `select ${PERSON}, p.id_chatroom idChatroom, p.last_read_message lastReadMessage, p.is_blocked isBlocked, p.archived isArchived
     from chatroom_pivots p join ambassadors a on a.id_brand = p.id_brand and a.id_ambassador = p.id_ambassador
     where p.id_brand = ? and p.id_chatroom = ? order by p.id_ambassador`,
  )
  const author = all<AmbassadorRow>(
    `select ${PERSON} from ambassadors a where id_brand = ? and id_ambassador = ? and active >= 0 and anonymized = 0`,
  )
  const nextMessage = all<{ id: number }>(
    'select coalesce(max(id_message), 0) + 1 id from messages where id_brand = ?',
  )
  const insertMessage = all(
    `insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert) values (?, ?, ?, ?, ?, ?, ?)`,
  )
  const updatePivots = all(
    `update chatroom_pivots set last_action_date = ?, archived = archived and id_ambassador = ?, has_posted = has_posted or id_ambassador = ?
     where id_brand = ? and id_chatroom = ?`,
  )
  const updateRoom = all(
    `update chatrooms set last_message = ?, last_message_date = ?, first_author = coalesce(first_author, ?),
       established_dialogue = coalesce(established_dialogue, case when first_author <> ? then ? end)
     where id_brand = ? and id_chatroom = ?`,
  )

  const findRoom = (idBrand: number, id: number): Room | null => {
    const [found] = room(idBrand, id)
    if (found === undefined) return null
    const lastRating = JSON.parse(found.lastRating ?? 'null')
    const lastSummary = JSON.parse(found.lastSummary ?? 'null')
    return { room: { ...found, lastRating, lastSummary }, members: members(idBrand, id) }
  }

  return {
    findRoom: (idBrand: number, id: number) => transaction(() => findRoom(idBrand, id)),
    /** The room of a pair and whether it is new; null when one of them is not available. */
    openRoom: (idBrand: number, [first, second]: readonly [number, number], source: number) =>
      transaction(() => {
        const statuses = usable(idBrand, first, second).map(({ status }) => status)
        if (statuses.length < 2) return null
        const key = `pair:${Math.min(first, second)}:${Math.max(first, second)}`
        const [known] = roomByKey(idBrand, key)
        if (known !== undefined) return { ...findRoom(idBrand, known.id)!, isNew: false }
        const [newest = { id: 0, at: 0 }] = newestRoom(idBrand)
        const id = newest.id + 1
        const now = Math.max(Date.now(), newest.at)
        const externals = statuses.filter((status) => status > 6).length
        insertRoom(idBrand, id, key, [0, 2, 1][externals]!, source, now)
        for (const member of [first, second]) insertPivot(idBrand, id, member, now)
        insertEvent(idBrand, idBrand, 2, id, null, now)
        return { ...findRoom(idBrand, id)!, isNew: true }
      }),
    /** The message; null when there is no such room, or its author is not in it, or one has blocked the other. */
    post: (idBrand: number, id: number, idAuthor: number, typeMessage: number, content: string) =>
      transaction((): AuthoredMessageRow | null => {
        const [found] = room(idBrand, id)
        const [person] = author(idBrand, idAuthor)
        const places = members(idBrand, id)
        const isMember = places.some(({ idAmbassador }) => idAmbassador === idAuthor)
        const isBlocked = places.some((place) => place.isBlocked)
        if (found === undefined || person === undefined || !isMember || isBlocked) return null
        const [next] = nextMessage(idBrand)
        const idMessage = next!.id
        const sentAt = Math.max(Date.now(), found.lastMessageAt ?? 0)
        insertMessage(idBrand, idMessage, id, idAuthor, typeMessage, content, sentAt)
        insertEvent(idBrand, idBrand, 0, id, idMessage, sentAt)
        updatePivots(sentAt, idAuthor, idAuthor, idBrand, id)
        updateRoom(idMessage, sentAt, idAuthor, idAuthor, sentAt, idBrand, id)
        const message = { idMessage, idChatroom: id, content, typeMessage, statusModeration: 0 }
        return { ...person, ...message, sentAt, rating: null }
      }),
  }
}
