// The rating of the document's examples.
export const ratingExample = {
  id_rating: 5,
  date_insert: '2023-10-06T13:50:00.000000Z',
  date_update: '2023-10-06T13:50:00.000000Z',
  date_delete: null,
  value: null,
  content: null,
  id_user_rater: 2,
  id_user_rated: 1,
}
