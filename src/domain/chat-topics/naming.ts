// What an answer says of a topic that may not be named.

/** What is wrong with a topic that may not be named; no field when it may. */
export const topicErrors = (
  field: string,
  [found]: readonly { isNameable: boolean }[],
): Record<string, string[]> =>
  found?.isNameable ? {} : { [field]: [`${field} is not a topic of this brand.`] }
