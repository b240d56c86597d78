// The room that the address names: `#/12`. A phone's own back button leads to the list.
import { useEffect, useState } from 'preact/hooks'

const roomInAddress = (): number | null =>
  Number(/^#\/(\d{1,10})$/.exec(location.hash)?.[1]) || null

export const goToRoom = (id: number): void => {
  location.hash = `/${id}`
}

export const goToList = (): void => {
  location.hash = '/'
}

export const useRoute = (): number | null => {
  const [room, setRoom] = useState(roomInAddress)
  useEffect(() => {
    const look = () => setRoom(roomInAddress())
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  return room
}
