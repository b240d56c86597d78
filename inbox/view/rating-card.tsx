// A request to rate, which the one who is asked can answer.
import { useState } from 'preact/hooks'
import type { Message, Rating } from '../api/shapes.ts'
import { useWords } from '../text/language.tsx'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'

const STARS = [1, 2, 3, 4, 5] as const

const Stars = ({ value }: { value: number }) => {
  const words = useWords()
  return (
    <span class="stars" role="img" aria-label={words.stars(value)}>
      {STARS.map((star) => (
        <span key={star} data-lit={star <= value}>
          <Icon name="star" />
        </span>
      ))}
    </span>
  )
}

const RatingForm = ({ message }: { message: Message }) => {
  const inbox = useInbox()
  const words = useWords()
  const [value, setValue] = useState(0)
  const [comment, setComment] = useState('')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    inbox.rate(message, value, comment.trim())
  }
  return (
    <form onSubmit={submit}>
      <fieldset class="stars">
        <legend class="hidden">{words.rate}</legend>
        {STARS.map((star) => (
          <label key={star} data-lit={star <= value} title={words.stars(star)}>
            <input
              type="radio"
              name={`value-${message.id}`}
              value={star}
              required
              aria-label={words.stars(star)}
              onChange={() => setValue(star)}
            />
            <Icon name="star" />
          </label>
        ))}
      </fieldset>
      <input
        value={comment}
        onInput={({ currentTarget }) => setComment(currentTarget.value)}
        placeholder={words.comment}
        aria-label={words.comment}
        maxLength={2000}
      />
      <button type="submit" class="small">
        {words.rate}
      </button>
    </form>
  )
}

export const RatingCard = ({ message, rating }: { message: Message; rating: Rating }) => {
  const { me } = useInbox()
  const words = useWords()
  const people = useInboxState((state) => state.people)
  const rater = words.name(people.get(rating.rater), rating.rater)
  if (rating.value !== null) {
    return (
      <div class="card">
        <p>{words.ratingGiven(rater)}</p>
        <Stars value={rating.value} />
        {rating.comment && <bdi class="said">{rating.comment}</bdi>}
      </div>
    )
  }
  return (
    <div class="card">
      {rating.rater === me ? (
        <>
          <p>{words.ratingAsked(words.name(people.get(rating.rated), rating.rated))}</p>
          <RatingForm message={message} />
        </>
      ) : (
        <p>{words.ratingAwaited(rater)}</p>
      )}
    </div>
  )
}
