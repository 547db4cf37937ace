import { useEffect, useState } from 'react';

/** The value as it was when it last rested for so long: for what is asked while a person types. */
export function useRested<T>(value: T, milliseconds = 250): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}
