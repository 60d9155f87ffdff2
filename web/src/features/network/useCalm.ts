import { useEffect, useRef, useState } from "react";

/** A value that changes at every moment, as it was at the last full beat: for sums, which nobody reads faster. */
export function useCalm<Value>(value: Value, beat_ms = 1_000): Value {
  const newest = useRef(value);
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    newest.current = value;
  }, [value]);
  useEffect(() => {
    const beat = setInterval(() => setCalm(newest.current), beat_ms);
    return () => clearInterval(beat);
  }, [beat_ms]);
  return calm;
}
