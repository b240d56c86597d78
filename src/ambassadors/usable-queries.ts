// Who takes part in chats.
import { and, eq, gt, gte, lte } from 'drizzle-orm'
import { ambassadors } from '../db/schema.ts'
import { literal } from '../db/statement.ts'

/** The largest `status` of a member; above it are the external ambassadors. */
export const LAST_MEMBER_STATUS = 6

/** An ambassador who is neither shut out nor anonymized. */
export const isUsable = and(
  gte(ambassadors.active, literal(0)),
  eq(ambassadors.isAnonymized, literal(0)),
)

/** One of them who is a member of the brand. */
export const isUsableMember = and(isUsable, lte(ambassadors.status, literal(LAST_MEMBER_STATUS)))

/** One of them who is external to the brand. */
export const isUsableExternal = and(isUsable, gt(ambassadors.status, literal(LAST_MEMBER_STATUS)))
