// Values of `type_message`.

/** A request to rate. */
export const RATING = 2
